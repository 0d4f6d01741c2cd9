using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A softmax over the channels of each position. Its result may be its operand.</summary>
/// <param name="IsLogarithm">Whether it is the logarithm.</param>
internal sealed record GpuSoftmaxStep(StepInfo About, GpuValue From, GpuValue To, bool IsLogarithm) : GpuStep(About, From, To);
