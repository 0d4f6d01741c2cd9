using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Steps;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>What no factor could take up, value by value: a scale and a shift of each feature, a sum, a function, a copy.</summary>
/// <param name="Weights">Index of the scales and shifts in <see cref="GpuPlan.Weights"/>; null for none.</param>
internal sealed record GpuMapStep(StepInfo About, int? Weights, GpuValue From, GpuValue? Other, GpuValue To, bool Relu)
    : GpuStep(About, From, Other, To, Relu)
{
    /// <summary>Whether the scales are of values that are not above 0 alone.</summary>
    public bool AreSlopes { get; init; }

    /// <summary>The function of each result, by the name that it has on the CPU; null for none.</summary>
    public CallArgument.Function? Function { get; init; }
}
