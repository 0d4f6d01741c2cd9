using System;
using System.Runtime.CompilerServices;
using ILGPU.Execution;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>A stretch of device memory. Kernels read and write its elements; the host copies.</summary>
public readonly struct ArrayView<T> : IContiguousArrayView
    where T : unmanaged
{
    public static readonly int ElementSize = Unsafe.SizeOf<T>();

    public static readonly ArrayView<T> Empty;

    private readonly long _offset;

    internal ArrayView(MemoryRegion region, long offset, long length)
    {
        Region = region;
        _offset = offset;
        Length = length;
    }

    public bool IsValid => Region is not null && Length > 0;

    public LongIndex1D Extent => Length;

    public Index1D IntExtent => Extent.ToIntIndex();

    public Stride1D.Dense Stride => default;

    public long Length { get; }

    public int IntLength => checked((int)Length);

    public long LengthInBytes => Length * ElementSize;

    MemoryBuffer IArrayView.Buffer => Region?.Buffer!;

    int IArrayView.ElementSize => ElementSize;

    long IContiguousArrayView.Index => _offset / ElementSize;

    long IContiguousArrayView.IndexInBytes => _offset;

    internal MemoryRegion? Region { get; }

    /// <summary>The bytes before the view in its memory.</summary>
    internal long Offset => _offset;

    public ref T this[Index1D index] => ref this[(long)index.X];

    public ref T this[LongIndex1D index] => ref this[index.X];

    public ref T this[int index] => ref this[(long)index];

    public ref T this[long index]
    {
        get
        {
            var thread = GpuThread.Running;
            if (index < 0 || index >= Length)
                throw thread.Fault(KernelFault.OutOfBounds, Region?.Name, index, $"index of a view of {Length} elements that begins at element {_offset / ElementSize}");
            return ref thread.Access<T>(Region!, _offset + (index * ElementSize));
        }
    }

    public static implicit operator ArrayView1D<T, Stride1D.Dense>(ArrayView<T> view) => new(view, view.Extent, default);

    public static implicit operator ArrayView<T>(ArrayView1D<T, Stride1D.Dense> view) => view.BaseView.SubView(0L, view.Length);

    public ArrayView<T> SubView(long index)
    {
        CheckBegin(index);
        return SubView(index, Length - index);
    }

    public ArrayView<T> SubView(int index, int subViewLength) => SubView((long)index, (long)subViewLength);

    public ArrayView<T> SubView(long index, long subViewLength)
    {
        CheckBegin(index);
        if (subViewLength < 0 || subViewLength > Length - index)
            throw Outside(index, $"begin of {subViewLength} elements in a view of {Length}");
        return new ArrayView<T>(Region!, _offset + (index * ElementSize), subViewLength);
    }

    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged => new(Region!, _offset, LengthInBytes / ArrayView<TOther>.ElementSize);

    public override string ToString() => FormattableString.Invariant($"{_offset / ElementSize} [{Length}]");

    // One past the end is no begin of a view, not even of an empty one, unless the view is empty itself.
    private void CheckBegin(long index)
    {
        if (index < 0 || (index >= Length && !(index == 0 && Length < 1)))
            throw Outside(index, $"begin of a view in one of {Length} elements");
    }

    private Exception Outside(long index, string what) =>
        GpuThread.RunningOrNull?.Fault(KernelFault.OutOfBounds, Region?.Name, index, what)
        ?? (Exception)new ArgumentOutOfRangeException(nameof(index), FormattableString.Invariant($"{index}: {what}"));
}
