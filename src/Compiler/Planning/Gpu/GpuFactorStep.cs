using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A Kronecker-sparse factor, or a fully connected layer, at each position, with what is fused behind it. Its result is neither operand.</summary>
/// <param name="Weights">Index in <see cref="GpuPlan.Weights"/>.</param>
internal sealed record GpuFactorStep(StepInfo About, int Weights, GpuValue From, GpuValue? Other, GpuValue To, bool Relu)
    : GpuSumStep(About, From, Other, To, Relu);
