using System.Globalization;
using System.Linq;

namespace NetSpec.Dsl.Graph;

/// <summary>
/// The dimensions of one value, without the batch: (features) for a vector, (channels, height, width) for a map.
/// Every dimension is at least 1 and the product fits an <see cref="int"/>; the binder reports anything else.
/// </summary>
public sealed record Shape(EquatableArray<int> Dims)
{
    public static Shape Vector(int features) => new(EquatableArray.Of(features));

    public static Shape Map(int channels, int height, int width) => new(EquatableArray.Of(channels, height, width));

    public int Rank => Dims.Count;

    public bool IsVector => Rank == 1;

    public bool IsMap => Rank == 3;

    /// <summary>Features of a vector, channels of a map: what per-channel parameters count.</summary>
    public int Channels => Dims[0];

    /// <summary>Rows of a map; 1 for a vector.</summary>
    public int Height => IsMap ? Dims[1] : 1;

    /// <summary>Columns of a map; 1 for a vector.</summary>
    public int Width => IsMap ? Dims[2] : 1;

    /// <summary>The number of neurons.</summary>
    public int Size => Dims.Aggregate(1, (product, dim) => checked(product * dim));

    /// <summary>The spec's spelling: <c>64x56x56</c>.</summary>
    public override string ToString() => string.Join("x", Dims.Select(d => d.ToString(CultureInfo.InvariantCulture)));
}
