using System;
using System.Collections.Generic;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Dsl.Graph;

namespace NetSpec.Generator.Shell;

/// <summary>What the second source output prints: the paths of a net.</summary>
/// <param name="Path">The net's file.</param>
/// <param name="Paths">The net and its passes.</param>
/// <param name="Shell">What stands in for it.</param>
/// <param name="Hint">The first part of the names of its files.</param>
public sealed record PathSource(string Path, PlannedPaths Paths, NetShell Shell, string Hint)
{
    /// <summary>The files by name, and why they are only a stand-in, if they are.</summary>
    public (IReadOnlyList<KeyValuePair<string, string>> Files, SpecProblem? Problem) Print()
    {
        if (Paths is not { Net: var net, Model: var model, Programs: var (program, costs) })
            return (Shells, Paths.Problem);

        try
        {
            List<KeyValuePair<string, string>> files = [new(Hint + ".Paths.g.cs", PathFile.Emit(net, program, costs))];
            if (program is not null)
            {
                files.Add(new(Hint + ".PathNorms.g.cs", PathProgramFile.Emit(net, model, program)));
            }

            if (costs is not null)
            {
                files.Add(new(Hint + ".PathCosts.g.cs", CostProgramFile.Emit(net, model, program!, costs)));
            }

            return (files, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return (Shells, InternalError.Of(Path, exception));
        }
    }

    private IReadOnlyList<KeyValuePair<string, string>> Shells => [new(Hint + ".Paths.g.cs", PathShellFile.Emit(Shell))];
}
