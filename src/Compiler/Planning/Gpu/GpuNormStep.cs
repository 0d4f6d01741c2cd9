using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A norm over the channels of each position. Its result may be its operand.</summary>
/// <param name="Weights">Index of the scales and shifts in <see cref="GpuPlan.Weights"/>; null for none.</param>
/// <param name="Epsilon">What is added to a variance.</param>
/// <param name="IsCentred">Whether it is about the mean; else about 0.</param>
internal sealed record GpuNormStep(StepInfo About, int? Weights, GpuValue From, GpuValue To, double Epsilon, bool IsCentred) : GpuStep(About, From, To);
