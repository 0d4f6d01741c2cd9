using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;
using Xunit;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>
/// Some of the kernels that the stand-in runs all of, on the package. Its CPU accelerator starts a thread of the operating system
/// for each one of a group, so that the whole sweep would take most of an hour; a sample of it shows that both agree.
/// </summary>
public sealed class SampledKernelTests : IDisposable
{
    private static readonly IReadOnlyList<KsPattern> Patterns = [.. KernelPatterns.All.Where((_, number) => number % 24 == 1)];

    private static readonly KernelSet[] Sets =
    [
        .. from precision in (DevicePrecision[])[DevicePrecision.Fp32, DevicePrecision.Fp16]
           from layout in (BatchLayout[])[BatchLayout.BatchFirst, BatchLayout.BatchLast]
           select new KernelSet(precision, layout, usesTensorCores: true, Patterns),
    ];

    private readonly KernelDevices _devices = new();

    public static TheoryData<string, AcceleratorType> Cases()
    {
        var data = new TheoryData<string, AcceleratorType>();
        foreach (var pattern in Patterns)
        foreach (var kind in KernelDevices.Kinds)
            data.Add(pattern.ToString(), kind);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Products_are_within_the_rounding_of_their_sums(string pattern, AcceleratorType kind)
    {
        var device = _devices.Open(kind);
        var number = Patterns.ToList().FindIndex(found => found.ToString() == pattern);
        foreach (var (set, index) in Sets.Select((set, index) => (set, index)))
        {
            var kernel = set.Kernel(Patterns[number], kind);
            if (kernel.Key.IsHalf && !KernelDevices.HasHalf(device))
                continue;

            var batch = ((int[])[1, 3, 8, 33])[(number + index) % 4];
            FactorAssert.Computes(kernel, device, new FactorProblem(kernel.Key.Pattern, kernel.Key.IsHalf, batch, (number + index) % 2 == 0, number % 4 < 2));
        }
    }

    public void Dispose() => _devices.Dispose();
}
