using System;

namespace NetSpec.Formats.Content;

/// <summary>
/// The elements of a view, in row-major order: what a tensor of PyTorch with strides of its own, a transposed matrix or an array in
/// Fortran's order is.
/// </summary>
internal sealed class StridedContent : ByteRange
{
    private readonly ByteRange _storage;
    private readonly string _name;
    private readonly int _size;
    private readonly long _first;
    private readonly long[] _dims;
    private readonly long[] _strides;
    private readonly long _count;
    private byte[]? _all;

    /// <param name="storage">The elements that the view is of.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="size">Bytes of an element.</param>
    /// <param name="first">The place of the first element in the storage.</param>
    /// <param name="dims">Dimensions; the product of them, and every place, is known to be sound.</param>
    /// <param name="strides">How far the next element along a dimension is.</param>
    public StridedContent(ByteRange storage, string name, int size, long first, ReadOnlySpan<long> dims, ReadOnlySpan<long> strides)
    {
        (_storage, _name, _size, _first) = (storage, name, size, first);
        (_dims, _strides) = (dims.ToArray(), strides.ToArray());
        _count = 1;
        foreach (var dim in dims)
        {
            _count *= dim;
        }
    }

    public override long Length => _count * _size;

    /// <summary>A matrix [rows, columns] read as its transpose.</summary>
    public static StridedContent Transposed(ByteRange matrix, string name, int size, long rows, long columns) =>
        new(matrix, name, size, 0, [columns, rows], [1, columns]);

    public override void Read(long offset, Span<byte> target)
    {
        // Places jump about in the storage, so it is read once and whole.
        _all ??= _storage.ToArray(_name);
        var element = offset / _size;
        var within = (int)(offset % _size);
        while (!target.IsEmpty)
        {
            var part = Math.Min(_size - within, target.Length);
            _all.AsSpan((int)((PlaceOf(element) * _size) + within), part).CopyTo(target);
            target = target[part..];
            (element, within) = (element + 1, 0);
        }
    }

    private long PlaceOf(long element)
    {
        var place = _first;
        for (var i = _dims.Length - 1; i >= 0; i--)
        {
            (element, var index) = Math.DivRem(element, _dims[i]);
            place += index * _strides[i];
        }

        return place;
    }
}
