namespace ILGPU.Runtime;

/// <summary>A one-dimensional view.</summary>
public readonly struct ArrayView1D<T, TStride>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    public ArrayView1D(ArrayView<T> view, LongIndex1D extent, TStride stride)
    {
        BaseView = view;
        Extent = extent;
        Stride = stride;
    }

    public ArrayView<T> BaseView { get; }

    public LongIndex1D Extent { get; }

    public Index1D IntExtent => Extent.ToIntIndex();

    public TStride Stride { get; }

    public bool IsValid => BaseView.IsValid;

    public long Length => Extent.X == 0 ? 0 : ((Extent.X - 1) * Stride.XStride) + 1;

    public int IntLength => checked((int)Length);

    public long LengthInBytes => Length * ArrayView<T>.ElementSize;

    public ref T this[Index1D index] => ref this[(LongIndex1D)index];

    public ref T this[LongIndex1D index] => ref BaseView[index.X * Stride.XStride];

    public ArrayView1D<T, TStride> SubView(Index1D index, Index1D extent) => SubView((LongIndex1D)index, (LongIndex1D)extent);

    public ArrayView1D<T, TStride> SubView(LongIndex1D index, LongIndex1D extent) =>
        new(BaseView.SubView(index.X * Stride.XStride), extent, Stride);

    public ArrayView<T> AsContiguous() => BaseView;
}
