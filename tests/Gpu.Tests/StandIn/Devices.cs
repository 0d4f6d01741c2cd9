using System;
using ILGPU;
using ILGPU.Execution;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using Xunit;

namespace NetSpec.Gpu.Tests.StandIn;

/// <summary>A pretended CUDA device for tests of the stand-in.</summary>
public abstract class Devices : IDisposable
{
    private readonly Context _context = Context.Create(builder => builder.Cuda());

    protected Devices() => Device = _context.CreateCudaAccelerator(0);

    protected CudaAccelerator Device { get; }

    public void Dispose()
    {
        _context.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a launch must fail with.</summary>
    protected static KernelFaultException Fails(KernelFault fault, Action launch)
    {
        var exception = Assert.Throws<KernelFaultException>(launch);
        Assert.Equal(fault, exception.Fault);
        return exception;
    }

    /// <summary>Numbers that differ from each other and from what memory holds.</summary>
    protected MemoryBuffer1D<float, Stride1D.Dense> Numbers(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = i + 0.5f;
        return Device.Allocate1D(values);
    }
}
