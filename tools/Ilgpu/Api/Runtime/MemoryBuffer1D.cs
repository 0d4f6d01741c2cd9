using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>A one-dimensional array of a device.</summary>
public sealed class MemoryBuffer1D<T, TStride> : MemoryBuffer<ArrayView1D<T, TStride>>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    internal MemoryBuffer1D(Accelerator accelerator, ArrayView<T> view)
        : base(accelerator, new ArrayView1D<T, TStride>(view, view.Extent, default), view.Length, ArrayView<T>.ElementSize)
    {
        Region.Buffer = this;
    }

    public LongIndex1D Extent => View.Extent;

    public Index1D IntExtent => View.IntExtent;

    internal override MemoryRegion Region => View.BaseView.Region!;

    public ArrayView<T> AsContiguous() => View.AsContiguous();

    public static explicit operator ArrayView<T>(MemoryBuffer1D<T, TStride> buffer) => buffer.AsContiguous();

    public void MemSetToZero() => View.BaseView.CopyFromCPU(new T[Length]);

    public void MemSetToZero(AcceleratorStream stream) => MemSetToZero();
}
