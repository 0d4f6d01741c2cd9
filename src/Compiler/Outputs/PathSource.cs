using System;
using System.Collections.Generic;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Outputs;

/// <summary>What the files of a net that asks for the theory of its paths are printed from.</summary>
/// <param name="Path">The net's file.</param>
/// <param name="Paths">The plan, if there is one.</param>
/// <param name="Shell">What stands in for it.</param>
/// <param name="Hint">The first part of the names of its files.</param>
internal sealed record PathSource(string Path, PlannedPaths Paths, NetShell Shell, string Hint)
{
    /// <summary>The source of a type; null when it asks for no paths, or is not emitted.</summary>
    public static PathSource? Of(PlannedType type, NameTable names) =>
        type.Paths is { } paths && names.Find(type.Name) is { } hint ? new(type.Name.Path, paths, type.Shell, hint.Text) : null;

    public Printed Print()
    {
        if (Paths.Plan is not { } plan)
            return StandIn(Paths.Problem);

        try
        {
            List<OutputFile> files = [new(Hint + ".Paths.g.cs", PathFile.Emit(plan))];
            if (plan.Programs.Norms is { } norms)
            {
                files.Add(new(Hint + ".PathNorms.g.cs", PathProgramFile.Emit(plan.Model, norms)));
            }

            if (plan.Programs.Costs is { } costs)
            {
                files.Add(new(Hint + ".PathCosts.g.cs", CostProgramFile.Emit(plan.Model, plan.Programs.Norms!, costs)));
            }

            return new(files.ToEquatableArray());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return StandIn(InternalError.Of(Path, exception));
        }
    }

    private Printed StandIn(SpecProblem? problem) => Printed.Of(Hint + ".Paths.g.cs", PathShellFile.Emit(Shell)) with { Problem = problem };
}
