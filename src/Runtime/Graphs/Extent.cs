using System;
using System.Globalization;

namespace NetSpec.Runtime.Graphs;

/// <summary>Channels, rows and columns of a layer; a vector of n features is n x 1 x 1.</summary>
public readonly record struct Extent(int Channels, int Height = 1, int Width = 1)
{
    /// <summary>The number of neurons.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>The neuron at a place.</summary>
    public int At(int channel, int row, int column) => (((channel * Height) + row) * Width) + column;

    /// <summary>The spec's spelling: <c>64x56x56</c>, <c>10</c> for a vector.</summary>
    public override string ToString() => Height == 1 && Width == 1
        ? Channels.ToString(CultureInfo.InvariantCulture)
        : FormattableString.Invariant($"{Channels}x{Height}x{Width}");
}
