using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A Kronecker-sparse factor, or a fully connected layer, with what is fused behind it.</summary>
/// <param name="Weights">Index in <see cref="GpuPlan.Weights"/>.</param>
internal sealed record GpuFactorStep(StepInfo About, int Weights, GpuValue From, GpuValue? Other, GpuValue To, bool Relu)
    : GpuStep(About, From, Other, To, Relu);
