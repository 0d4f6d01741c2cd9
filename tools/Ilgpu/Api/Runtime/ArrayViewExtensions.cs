using System;
using System.Runtime.InteropServices;
using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>Copies between host and device, and addresses.</summary>
public static class ArrayViewExtensions
{
    /// <summary>The device address of a view's first element.</summary>
    public static IntPtr LoadEffectiveAddressAsPtr<T>(this ArrayView<T> view)
        where T : unmanaged => view.Region is { } region ? new IntPtr(region.Address + view.Offset) : IntPtr.Zero;

    public static MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(this Accelerator accelerator, T[] data)
        where T : unmanaged => accelerator.Allocate1D(accelerator.DefaultStream, data);

    public static MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(this Accelerator accelerator, AcceleratorStream stream, T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var buffer = accelerator.Allocate1D<T>(data.Length);
        buffer.View.CopyFromCPU(stream, data);
        return buffer;
    }

    public static void CopyFromCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged => Write<T>(view, data);

    public static void CopyFromCPU<T>(this ArrayView<T> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => Write<T>(view, data);

    public static void CopyFromCPU<T>(this ArrayView<T> target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged => Write(target, span);

    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged => Write<T>(view.BaseView, data);

    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => Write<T>(view.BaseView, data);

    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged => Write(target.BaseView, span);

    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged => Write(target.BaseView, MemoryMarshal.CreateReadOnlySpan(ref cpuData, checked((int)length)));

    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, T[] data)
        where T : unmanaged => buffer.View.CopyFromCPU(data);

    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, AcceleratorStream stream, T[] data)
        where T : unmanaged => buffer.View.CopyFromCPU(stream, data);

    public static void CopyToCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged => Read<T>(view, data);

    public static void CopyToCPU<T>(this ArrayView<T> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => Read<T>(view, data);

    public static void CopyToCPU<T>(this ArrayView<T> source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged => Read(source, span);

    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged => Read<T>(view.BaseView, data);

    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => Read<T>(view.BaseView, data);

    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged => Read(source.BaseView, span);

    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, ref T cpuData, long length)
        where T : unmanaged => Read(source.BaseView, MemoryMarshal.CreateSpan(ref cpuData, checked((int)length)));

    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, T[] data)
        where T : unmanaged => buffer.View.CopyToCPU(data);

    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, AcceleratorStream stream, T[] data)
        where T : unmanaged => buffer.View.CopyToCPU(stream, data);

    public static T[] GetAsArray1D<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged
    {
        var data = new T[view.IntLength];
        Read<T>(view.BaseView, data);
        return data;
    }

    public static T[] GetAsArray1D<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer)
        where T : unmanaged => buffer.View.GetAsArray1D();

    public static void CopyTo<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, in ArrayView1D<T, Stride1D.Dense> target)
        where T : unmanaged
    {
        var data = new T[source.IntLength];
        Read<T>(source.BaseView, data);
        Write<T>(target.BaseView, data);
    }

    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => Write<T>(view.BaseView, new T[view.IntLength]);

    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream)
        where T : unmanaged => view.MemSetToZero();

    public static void MemSetToZero<T>(this ArrayView<T> view, AcceleratorStream stream)
        where T : unmanaged => Write<T>(view, new T[view.IntLength]);

    private static void Write<T>(ArrayView<T> view, ReadOnlySpan<T> data)
        where T : unmanaged
    {
        if (data.Length == 0)
            return;
        var region = Host(view, data.Length);
        MemoryMarshal.AsBytes(data).CopyTo(region.Bytes[(int)view.Offset..]);
        region.WriteFromHost((int)view.Offset, data.Length * ArrayView<T>.ElementSize);
    }

    private static void Read<T>(ArrayView<T> view, Span<T> data)
        where T : unmanaged
    {
        if (data.Length == 0)
            return;
        var region = Host(view, data.Length);
        region.Bytes.Slice((int)view.Offset, data.Length * ArrayView<T>.ElementSize).CopyTo(MemoryMarshal.AsBytes(data));
    }

    private static MemoryRegion Host<T>(ArrayView<T> view, int length)
        where T : unmanaged
    {
        if (view.Region is not { } region || length > view.Length)
            throw new ArgumentOutOfRangeException(nameof(length), FormattableString.Invariant($"{length} elements to copy, but the view has {view.Length}"));
        ObjectDisposedException.ThrowIf(region.IsReleased, typeof(MemoryBuffer));
        return region;
    }
}
