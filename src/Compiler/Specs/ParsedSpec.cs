using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Specs;

/// <summary>What one file declares. Places stand in the problems only.</summary>
/// <param name="Path">The file.</param>
/// <param name="Nets">The nets without errors.</param>
/// <param name="Shells">The nets with errors.</param>
/// <param name="Tunings">The tiles that it gives to device kernels.</param>
/// <param name="Problems">All problems of the file.</param>
/// <param name="UsedProblems">Those of files that it uses, as far as they show here.</param>
internal sealed record ParsedSpec(
    string Path,
    EquatableArray<Net> Nets,
    EquatableArray<NetShell> Shells,
    EquatableArray<KernelTuning> Tunings,
    EquatableArray<SpecProblem> Problems,
    EquatableArray<SpecProblem> UsedProblems)
{
    /// <summary>Whether the project wants its classes to be internal.</summary>
    public bool IsInternal { get; init; }

    public static ParsedSpec Compile(SpecUnit file, CancellationToken cancellationToken)
    {
        try
        {
            var result = SpecCompiler.Compile(file.Sources, cancellationToken);
            var map = new SourceMap(file.Sources);
            var problems = result.Problems.ToLookup(
                problem => map.FileAt(problem.Span.Start) == 0, problem => SpecProblem.At(map, problem.Code, problem.Span, problem.Message));
            return new(
                file.Path,
                result.Nets.Select(net => net.Namespace.Length == 0 ? net with { Namespace = file.Options.Namespace } : net).ToEquatableArray(),
                result.Shells.Select(shell => shell.Namespace.Length == 0 ? shell with { Namespace = file.Options.Namespace } : shell).ToEquatableArray(),
                result.Tunings,
                OptionProblems(file).Concat(problems[true]).ToEquatableArray(),
                problems[false].ToEquatableArray())
            {
                IsInternal = file.Options.IsInternal,
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(file.Path, default, default, default, EquatableArray.Of(InternalError.Of(file.Path, exception)), default);
        }
    }

    private static IEnumerable<SpecProblem> OptionProblems(SpecUnit file) =>
        file.Options.Problem is { } problem ? [SpecProblem.AtStart(file.Path, ProblemCode.UnknownVisibility, problem)] : [];
}
