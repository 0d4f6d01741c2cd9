using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>What no factor could take up, value by value: a scale and a shift of each feature, a sum, a relu, a copy.</summary>
/// <param name="Weights">Index of the scales and shifts in <see cref="GpuPlan.Weights"/>; null for none.</param>
internal sealed record GpuMapStep(StepInfo About, int? Weights, GpuValue From, GpuValue? Other, GpuValue To, bool Relu)
    : GpuStep(About, From, Other, To, Relu);
