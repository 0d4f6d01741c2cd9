using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>The kernels of a factor: what is emitted as one file.</summary>
/// <param name="Key">What they are specialised to.</param>
/// <param name="Cuda">The flavour for CUDA devices.</param>
/// <param name="Portable">The flavour for all other devices; never on tensor cores.</param>
internal sealed record FactorKernelPlan(FactorKernelKey Key, FactorFlavour Cuda, FactorFlavour Portable)
{
    /// <summary>The kernels of given tiles.</summary>
    public static FactorKernelPlan Of(FactorKernelKey key, KernelTile cuda, KernelTile portable) =>
        new(key, FactorFlavour.Of(key, cuda), FactorFlavour.Of(key, portable));
}
