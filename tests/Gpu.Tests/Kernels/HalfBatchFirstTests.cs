using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>Half precision, on tensor cores where the device is CUDA, batch first.</summary>
public sealed class HalfBatchFirstTests : FactorKernelTests
{
    private static readonly KernelSet Set = new(DevicePrecision.Fp16, BatchLayout.BatchFirst, usesTensorCores: true, KernelPatterns.All);

    private protected override KernelSet Kernels => Set;
}
