using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>A launch of a device program: y = max(f(x) + other, floor).</summary>
/// <param name="About">What a reader wants to know about it.</param>
/// <param name="From">What f is applied to.</param>
/// <param name="Other">What is added; null for nothing.</param>
/// <param name="To">Where the result goes; neither operand of a factor.</param>
/// <param name="Relu">Whether negative results become zero.</param>
internal abstract record GpuStep(StepInfo About, GpuValue From, GpuValue? Other, GpuValue To, bool Relu);
