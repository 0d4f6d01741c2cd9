using System;
using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>Memory of a device.</summary>
public abstract class MemoryBuffer : AcceleratorObject
{
    private protected MemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator)
    {
        Length = length;
        ElementSize = elementSize;
    }

    /// <summary>The device address of the first element: made up, and of no use to the host.</summary>
    public IntPtr NativePtr => new(Region.Address);

    public long Length { get; }

    public int ElementSize { get; }

    public long LengthInBytes => Length * ElementSize;

    internal abstract MemoryRegion Region { get; }

    protected override void Dispose(bool disposing)
    {
        Accelerator.Memory.Release(Region);
        base.Dispose(disposing);
    }
}
