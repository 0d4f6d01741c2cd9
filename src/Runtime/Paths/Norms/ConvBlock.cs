using System;
using NetSpec.Runtime.Paths.Arithmetic;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>The inner part of a convolution: a block of rows times a tile of columns, and the biases.</summary>
internal static class ConvBlock
{
    /// <summary>Channels of the result in a block.</summary>
    public const int Rows = MatrixTile.Rows;

    /// <summary>Pixels of a tile.</summary>
    public const int Pixels = MatrixTile.Columns;

    /// <param name="arithmetic">How products are combined.</param>
    /// <param name="rows">The weights.</param>
    /// <param name="group">The group.</param>
    /// <param name="block">The block of rows in the group.</param>
    /// <param name="tile">The columns.</param>
    /// <param name="result">What the layer has; its tile is written.</param>
    /// <param name="firstPixel">The first pixel of the tile.</param>
    public static void Multiply<TArithmetic>(
        TArithmetic arithmetic, ConvWeightRows rows, int group, int block, ReadOnlySpan<double> tile, LayerValues result, int firstPixel)
        where TArithmetic : struct, IPathArithmetic
    {
        Span<double> values = stackalloc double[Rows * Pixels];
        MatrixTile.Multiply(arithmetic, rows.Block(group, block), tile, values);
        var pixels = Math.Min(Pixels, result.Pixels - firstPixel);
        for (var row = 0; row < Math.Min(Rows, rows.RowsPerGroup - (block * Rows)); row++)
        {
            var channel = (group * rows.RowsPerGroup) + (block * Rows) + row;
            var bias = rows.Bias(channel);
            var target = result.Channel(channel).Slice(firstPixel, pixels);
            for (var i = 0; i < pixels; i++)
            {
                target[i] = arithmetic.Add(values[(row * Pixels) + i], bias);
            }
        }
    }
}
