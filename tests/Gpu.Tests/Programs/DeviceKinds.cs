using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using Xunit;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>
/// The devices that programs are tested on: the CPU accelerator, and a CUDA and an OpenCL device where ILGPU finds one that it
/// accepts. The stand-in pretends both.
/// </summary>
public sealed class DeviceKinds : IDisposable
{
    private readonly Context _context = Create();
    private readonly List<Accelerator> _open = [];

    /// <summary>The kinds that there are.</summary>
    public static IReadOnlyList<AcceleratorType> Found { get; } = Find();

    /// <summary>The kinds that there are, as data of a test.</summary>
    public static TheoryData<AcceleratorType> All { get; } = [.. Found];

    /// <summary>A new accelerator of a kind.</summary>
    public Accelerator Open(AcceleratorType kind)
    {
        var accelerator = _context.Devices.First(device => device.AcceleratorType == kind).CreateAccelerator(_context);
        _open.Add(accelerator);
        return accelerator;
    }

    public Accelerator OpenCpu() => Open(AcceleratorType.CPU);

    public void Dispose()
    {
        foreach (var accelerator in _open)
            accelerator.Dispose();
        _context.Dispose();
    }

    private static Context Create() => Context.Create(builder => builder.Optimize(OptimizationLevel.O2).Profiling().Cuda().OpenCL().CPU(new CPUDevice(32, 32, 1)));

    private static List<AcceleratorType> Find()
    {
        using var context = Create();
        return [.. context.Devices.Select(device => device.AcceleratorType).Distinct()];
    }
}
