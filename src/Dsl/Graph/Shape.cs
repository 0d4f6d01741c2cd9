using System.Globalization;
using System.Linq;

namespace NetSpec.Dsl.Graph;

/// <summary>
/// The dimensions of one value, without the batch: (features) for a vector, (channels, length) or (tokens, features) for a sequence, (channels, height,
/// width) for a map. Every dimension is at least 1 and the product fits an <see cref="int"/>; the binder reports anything else.
/// </summary>
public sealed record Shape(EquatableArray<int> Dims)
{
    public static Shape Vector(int features) => new(EquatableArray.Of(features));

    public static Shape Sequence(int first, int last) => new(EquatableArray.Of(first, last));

    public static Shape Map(int channels, int height, int width) => new(EquatableArray.Of(channels, height, width));

    public int Rank => Dims.Count;

    public bool IsVector => Rank == 1;

    /// <summary>Whether it has two dimensions: ops on channels take it as channels x length, ops on features as tokens x features.</summary>
    public bool IsSequence => Rank == 2;

    public bool IsMap => Rank == 3;

    /// <summary>Whether it is what a vector is: one, or a map of one position.</summary>
    public bool IsPoint => !IsSequence && Height == 1 && Width == 1;

    /// <summary>Features of a vector, channels of a map, the first dimension of a sequence: what per-channel parameters count.</summary>
    public int Channels => Dims[0];

    /// <summary>Rows of a map; 1 for others.</summary>
    public int Height => IsMap ? Dims[1] : 1;

    /// <summary>Columns of a map; the last dimension of a sequence; 1 for a vector.</summary>
    public int Width => IsVector ? 1 : Dims[Rank - 1];

    /// <summary>The last dimension of a sequence, the features of each token; what <see cref="Channels"/> is for others.</summary>
    public int Features => IsSequence ? Dims[1] : Dims[0];

    /// <summary>The number of neurons.</summary>
    public int Size => Dims.Aggregate(1, (product, dim) => checked(product * dim));

    /// <summary>The spec's spelling: <c>64x56x56</c>.</summary>
    public override string ToString() => string.Join("x", Dims.Select(d => d.ToString(CultureInfo.InvariantCulture)));
}
