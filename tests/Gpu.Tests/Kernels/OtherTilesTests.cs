using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;
using Xunit;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>Tiles beside those of the sweep: the planner's own, and half precision on CUDA devices without tensor cores.</summary>
public sealed class OtherTilesTests : IDisposable
{
    private static readonly IReadOnlyList<KsPattern> Few = [.. KernelPatterns.All.Where((_, number) => number % 8 == 3)];

    private static readonly KsPattern[] Planned = [new(1, 33, 17, 1), new(1, 12, 20, 8)];

    private static readonly KernelSet[] WithoutTensorCores =
    [
        new(DevicePrecision.Fp16, BatchLayout.BatchLast, usesTensorCores: false, Few),
        new(DevicePrecision.Fp16, BatchLayout.BatchFirst, usesTensorCores: false, Few),
    ];

    private static readonly FactorKernelKey[] PlannedKeys =
    [
        .. from pattern in Planned
           from precision in (DevicePrecision[])[DevicePrecision.Fp32, DevicePrecision.Fp16]
           from layout in (BatchLayout[])[BatchLayout.BatchLast, BatchLayout.BatchFirst]
           select new FactorKernelKey(pattern, precision, layout),
    ];

    private static readonly Lazy<KernelLibrary> PlannedLibrary = new(() => new KernelLibrary("planned", PlannedKeys.Select(key => KernelPlanner.Plan(key, null))));

    private readonly KernelDevices _devices = new();

    /// <summary>The kinds of device.</summary>
    public static TheoryData<AcceleratorType> Kinds() => [.. KernelDevices.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_tiles_that_are_chosen_compute_the_same(AcceleratorType kind)
    {
        foreach (var key in PlannedKeys)
            FactorAssert.Computes(PlannedLibrary.Value.Kernel(key, KernelDevices.Flavour(kind)), _devices.Open(kind), new FactorProblem(key.Pattern, key.IsHalf, 5, hasResidual: true, relu: true));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Halfs_need_no_tensor_cores(AcceleratorType kind)
    {
        foreach (var set in WithoutTensorCores)
        foreach (var pattern in set.Patterns)
            FactorAssert.Computes(set.Kernel(pattern, kind), _devices.Open(kind), new FactorProblem(pattern, isHalf: true, 3, hasResidual: false, relu: false));
    }

    public void Dispose() => _devices.Dispose();
}
