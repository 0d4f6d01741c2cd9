using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>
/// The devices that kernels are tested on, one of each kind that ILGPU finds: on the stand-in a CUDA and an OpenCL device are
/// pretended; with the real package there are those of the machine, and its CPU accelerator in place of OpenCL.
/// </summary>
internal sealed class KernelDevices : IDisposable
{
    private readonly Context _context = Context.Create(builder => builder.Cuda().OpenCL().CPU(CPUDeviceKind.Nvidia));
    private readonly Dictionary<AcceleratorType, Accelerator> _open = [];

    /// <summary>The kinds, for test data.</summary>
    public static IReadOnlyList<AcceleratorType> Kinds { get; } = Find();

    /// <summary>The flavour of kernels that a kind of device runs.</summary>
    public static string Flavour(AcceleratorType kind) => kind == AcceleratorType.Cuda ? "Cuda" : "Portable";

    /// <summary>Whether a device computes in half precision; OpenCL ones need not.</summary>
    public static bool HasHalf(Accelerator device) => device is not CLAccelerator { Capabilities.Float16: false };

    public Accelerator Open(AcceleratorType kind)
    {
        if (!_open.TryGetValue(kind, out var device))
            _open.Add(kind, device = _context.Devices.First(found => found.AcceleratorType == kind).CreateAccelerator(_context));
        return device;
    }

    public void Dispose()
    {
        foreach (var device in _open.Values)
            device.Dispose();
        _context.Dispose();
    }

    private static AcceleratorType[] Find()
    {
        using var context = Context.Create(builder => builder.Cuda().OpenCL());
        var kinds = context.Devices.Select(device => device.AcceleratorType).Where(kind => kind != AcceleratorType.CPU).Distinct().ToList();
        if (!kinds.Contains(AcceleratorType.OpenCL))
            kinds.Add(AcceleratorType.CPU);
        return [.. kinds];
    }
}
