using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Channels and positions exchanged.</summary>
internal sealed record GpuTurnStep(StepInfo About, GpuValue From, GpuValue To) : GpuStep(About, From, To);
