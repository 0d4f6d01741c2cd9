using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>What no factor could take up, value by value: a scale and a shift of each feature, a sum, a function of single numbers, a copy.</summary>
/// <param name="Weights">Index of the scales and shifts in <see cref="GpuPlan.Weights"/>; null for none.</param>
internal sealed record GpuMapStep(StepInfo About, int? Weights, GpuValue From, GpuValue? Other, GpuValue To, bool Relu)
    : GpuSumStep(About, From, Other, To, Relu)
{
    /// <summary>The function that is applied last; null for none but the relu.</summary>
    public CallArgument.Function? Function { get; init; }

    /// <summary>Whether the scales are slopes, of numbers below 0 alone.</summary>
    public bool IsSlope { get; init; }
}
