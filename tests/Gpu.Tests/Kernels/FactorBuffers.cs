using System;
using ILGPU;
using ILGPU.Runtime;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>The memory of a kernel's call, each array exactly as long as it must be.</summary>
/// <param name="X">Inputs.</param>
/// <param name="Weights">Packed weights.</param>
/// <param name="Bias">The bias of every output.</param>
/// <param name="Residual">What is added to the outputs, if anything.</param>
/// <param name="Y">Outputs; nobody wrote there.</param>
internal sealed record FactorBuffers<T>(
    MemoryBuffer1D<T, Stride1D.Dense> X,
    MemoryBuffer1D<T, Stride1D.Dense> Weights,
    MemoryBuffer1D<float, Stride1D.Dense> Bias,
    MemoryBuffer1D<T, Stride1D.Dense>? Residual,
    MemoryBuffer1D<T, Stride1D.Dense> Y) : IDisposable
    where T : unmanaged
{
    public void Dispose()
    {
        X.Dispose();
        Weights.Dispose();
        Bias.Dispose();
        Residual?.Dispose();
        Y.Dispose();
    }
}
