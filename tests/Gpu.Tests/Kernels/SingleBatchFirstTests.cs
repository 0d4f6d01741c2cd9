using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>Single precision, batch first.</summary>
public sealed class SingleBatchFirstTests : FactorKernelTests
{
    private static readonly KernelSet Set = new(DevicePrecision.Fp32, BatchLayout.BatchFirst, usesTensorCores: false, KernelPatterns.All);

    private protected override KernelSet Kernels => Set;
}
