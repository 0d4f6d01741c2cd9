using System.Linq;
using Microsoft.CodeAnalysis;
using NetSpec.Compiler;
using NetSpec.Compiler.Specs;
using NetSpec.Dsl;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator.Outputs;

/// <summary>The problems: those of one file, and those that show beside other files or in a plan, which are put at their places.</summary>
internal static class ProblemOutput
{
    public static void Register(IncrementalGeneratorInitializationContext context, Pipeline pipeline)
    {
        var typeProblems = pipeline.Plans
            .Combine(pipeline.HasIlgpu)
            .SelectMany(static (pair, _) => pair.Left.Problems(pair.Right))
            .Collect()
            .Combine(pipeline.Names)
            .Select(static (pair, _) => pair.Right.Clashes.Concat(pair.Left).ToEquatableArray());
        var tuningProblems = pipeline.Plans
            .Select(static (type, _) => type.Gpu?.Kernels.ToEquatableArray() ?? default)
            .Collect()
            .Combine(pipeline.Tunings)
            .Select(static (pair, _) => pair.Right.Problems(pair.Left));
        Report(context, pipeline, pipeline.Specs.SelectMany(static (spec, _) => spec.Problems));
        Report(context, pipeline, pipeline.Specs
            .Select(static (spec, _) => spec.Problems)
            .Collect()
            .Combine(pipeline.Specs.Select(static (spec, _) => spec.UsedProblems).Collect())
            .SelectMany(static (pair, _) => UsedProblems.Of(pair.Left, pair.Right)));
        Report(context, pipeline, pipeline.Units
            .Combine(typeProblems)
            .SelectMany(static (pair, cancellationToken) => TypeProblem.Locate(pair.Left, pair.Right, cancellationToken)));
        Report(context, pipeline, pipeline.Units
            .Combine(tuningProblems)
            .SelectMany(static (pair, cancellationToken) => TuningProblem.Locate(pair.Left, pair.Right, cancellationToken)));
    }

    private static void Report(IncrementalGeneratorInitializationContext context, Pipeline pipeline, IncrementalValuesProvider<SpecProblem> problems) =>
        context.RegisterSourceOutput(
            problems.WithTrackingName(StepNames.Problems).Combine(pipeline.Help),
            static (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));
}
