using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>Single precision, batch last.</summary>
public sealed class SingleBatchLastTests : FactorKernelTests
{
    private static readonly KernelSet Set = new(DevicePrecision.Fp32, BatchLayout.BatchLast, usesTensorCores: false, KernelPatterns.All);

    private protected override KernelSet Kernels => Set;
}
