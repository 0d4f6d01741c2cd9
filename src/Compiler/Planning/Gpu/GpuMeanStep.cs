using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>The mean of each channel over all positions.</summary>
internal sealed record GpuMeanStep(StepInfo About, GpuValue From, GpuValue To) : GpuStep(About, From, To);
