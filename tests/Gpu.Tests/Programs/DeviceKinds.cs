using System;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace NetSpec.Gpu.Tests.Programs;

/// <summary>The devices that programs are tested on: the CPU accelerator, and a CUDA device where there is one, be it a pretended one.</summary>
public sealed class DeviceKinds : IDisposable
{
    private readonly Context _context = Context.Create(builder => builder.Profiling().Cuda().CPU(new CPUDevice(32, 32, 1)));

    /// <summary>A device of a kind; null where there is none.</summary>
    public Accelerator? Open(AcceleratorType kind)
    {
        foreach (var device in _context.Devices)
        {
            if (device.AcceleratorType == kind)
                return device.CreateAccelerator(_context);
        }

        return null;
    }

    public Accelerator OpenCpu() => Open(AcceleratorType.CPU)!;

    public void Dispose() => _context.Dispose();
}
