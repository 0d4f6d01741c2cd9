using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>The kernels of a factor: what is emitted as one file.</summary>
/// <param name="Key">What they are specialised to.</param>
/// <param name="Cuda">The tile of the flavour for CUDA devices.</param>
/// <param name="Portable">The tile of the flavour for all other devices; never on tensor cores.</param>
public sealed record FactorKernelPlan(FactorKernelKey Key, KernelTile Cuda, KernelTile Portable);
