using System;
using System.Threading.Tasks;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// A convolution as products of matrices. With W its weights (channels out x seen), X what each pixel sees (seen x pixels)
/// and R its results (channels out x pixels), its maps are W X, its transpose Wᵀ R, and R Xᵀ. Results do not depend on the
/// number of threads: no two tasks add to the same number.
/// </summary>
internal sealed class ConvMap
{
    /// <summary>Pixels that one sum runs over before it is stored.</summary>
    private const int PixelsPerSum = 1024;

    /// <summary>Tiles gathered together, so that the weights are read seldom.</summary>
    private const int TilesPerPanel = 8;

    private readonly ConvLayer _conv;
    private readonly ConvGrid _grid;
    private readonly int _channelsIn, _channelsOut, _seen;

    public ConvMap(ConvLayer conv)
    {
        (_conv, _grid) = (conv, new(conv));
        (_channelsIn, _channelsOut) = (conv.Operands[0].Channels / conv.Groups, conv.Shape.Channels / conv.Groups);
        _seen = _channelsIn * _grid.Taps.Length;
    }

    private int Pixels => _grid.Pixels.Length;

    /// <inheritdoc cref="LayerMap.Apply"/>
    public void Apply(double[] weights, double[] operand, double[] result)
    {
        var padded = _grid.Pad(operand);
        var panels = Parts(Pixels, MatrixTile.Columns * TilesPerPanel);
        for (var group = 0; group < _conv.Groups; group++)
        {
            var (source, target) = (group * _channelsIn * _grid.Plane, group * _channelsOut * Pixels);
            var rows = MatrixTile.Pack(WeightsOf(group, weights), _channelsOut, _seen, _seen, 1);
            Parallel.For(0, panels, panel =>
            {
                var tiles = new double[TilesPerPanel * _seen * MatrixTile.Columns];
                Span<double> sums = stackalloc double[MatrixTile.Rows * MatrixTile.Columns];
                var first = panel * MatrixTile.Columns * TilesPerPanel;
                var count = Math.Min(TilesPerPanel, Parts(Pixels - first, MatrixTile.Columns));
                for (var tile = 0; tile < count; tile++)
                {
                    Gather(padded, source, first + (tile * MatrixTile.Columns), Tile(tiles, tile, _seen));
                }

                for (var row = 0; row < _channelsOut; row += MatrixTile.Rows)
                for (var tile = 0; tile < count; tile++)
                {
                    MatrixTile.Multiply(default(SumArithmetic), Block(rows, row, _seen), Tile(tiles, tile, _seen), sums);
                    var pixel = first + (tile * MatrixTile.Columns);
                    Add(sums, result.AsSpan(target), row, _channelsOut, Pixels, pixel);
                }
            });
        }
    }

    /// <inheritdoc cref="LayerMap.ApplyTransposed"/>
    public void ApplyTransposed(double[] weights, double[] result, double[] operand)
    {
        var padded = new double[_conv.Operands[0].Channels * _grid.Plane];
        for (var group = 0; group < _conv.Groups; group++)
        {
            var source = group * _channelsIn * _grid.Plane;
            var rows = MatrixTile.Pack(WeightsOf(group, weights), _seen, _channelsOut, 1, _seen);
            var tiles = Tiles(result.AsSpan(group * _channelsOut * Pixels, _channelsOut * Pixels));

            // As many channels a task as fill whole blocks; each adds to its own.
            Parallel.For(0, Parts(_channelsIn, MatrixTile.Rows), part =>
            {
                Span<double> sums = stackalloc double[MatrixTile.Rows * MatrixTile.Columns];
                var end = Math.Min(_seen, (part + 1) * MatrixTile.Rows * _grid.Taps.Length);
                for (var pixel = 0; pixel < Pixels; pixel += MatrixTile.Columns)
                for (var row = part * MatrixTile.Rows * _grid.Taps.Length; row < end; row += MatrixTile.Rows)
                {
                    MatrixTile.Multiply(default(SumArithmetic), Block(rows, row, _channelsOut), Tile(tiles, pixel / MatrixTile.Columns, _channelsOut), sums);
                    Scatter(sums, padded, source, row, pixel);
                }
            });
        }

        _grid.AddTo(operand, padded);
    }

    /// <inheritdoc cref="LayerMap.Outer"/>
    public (int First, int Last) Outer(double[] result, double[] operand, double[] sums)
    {
        var padded = _grid.Pad(operand);
        for (var group = 0; group < _conv.Groups; group++)
        {
            var source = group * _channelsIn * _grid.Plane;
            var rows = MatrixTile.Pack(result.AsSpan(group * _channelsOut * Pixels, _channelsOut * Pixels), _channelsOut, Pixels, Pixels, 1);
            var target = _conv.Weight + (group * _channelsOut * _seen);
            Parallel.For(0, Parts(_seen, MatrixTile.Columns), part =>
            {
                var tile = new double[PixelsPerSum * MatrixTile.Columns];
                Span<double> products = stackalloc double[MatrixTile.Rows * MatrixTile.Columns];
                for (var pixel = 0; pixel < Pixels; pixel += PixelsPerSum)
                {
                    var count = Math.Min(PixelsPerSum, Pixels - pixel);
                    GatherTransposed(padded, source, part * MatrixTile.Columns, pixel, count, tile);
                    for (var row = 0; row < _channelsOut; row += MatrixTile.Rows)
                    {
                        MatrixTile.Multiply(
                            default(SumArithmetic), Block(rows, row, Pixels).Slice(pixel * MatrixTile.Rows, count * MatrixTile.Rows), tile, products);
                        Add(products, sums.AsSpan(target), row, _channelsOut, _seen, part * MatrixTile.Columns);
                    }
                }
            });
        }

        return (_conv.Weight, _conv.Weight + (_conv.Groups * _channelsOut * _seen) - 1);
    }

    private ReadOnlySpan<double> WeightsOf(int group, double[] weights) =>
        weights.AsSpan(_conv.Weight + (group * _channelsOut * _seen), _channelsOut * _seen);

    /// <summary>What consecutive pixels see, zeros beyond the last pixel.</summary>
    private void Gather(double[] padded, int source, int firstPixel, Span<double> tile)
    {
        var pixels = _grid.Pixels.AsSpan(firstPixel, Math.Min(MatrixTile.Columns, Pixels - firstPixel));
        var next = 0;
        for (var channel = 0; channel < _channelsIn; channel++)
        foreach (var tap in _grid.Taps)
        {
            var seen = padded.AsSpan(source + (channel * _grid.Plane) + tap);
            for (var i = 0; i < pixels.Length; i++)
            {
                tile[next + i] = seen[pixels[i]];
            }

            next += MatrixTile.Columns;
        }
    }

    /// <summary>What pixels see of consecutive weights, zeros beyond the last weight.</summary>
    private void GatherTransposed(double[] padded, int source, int firstSeen, int firstPixel, int count, double[] tile)
    {
        var taps = _grid.Taps.Length;
        for (var i = 0; i < Math.Min(MatrixTile.Columns, _seen - firstSeen); i++)
        {
            var seen = padded.AsSpan(source + ((firstSeen + i) / taps * _grid.Plane) + _grid.Taps[(firstSeen + i) % taps]);
            var pixels = _grid.Pixels.AsSpan(firstPixel, count);
            for (var pixel = 0; pixel < pixels.Length; pixel++)
            {
                tile[(pixel * MatrixTile.Columns) + i] = seen[pixels[pixel]];
            }
        }
    }

    /// <summary>Adds what pixels pass back to what they see.</summary>
    private void Scatter(ReadOnlySpan<double> sums, double[] padded, int source, int firstSeen, int firstPixel)
    {
        var taps = _grid.Taps.Length;
        var pixels = _grid.Pixels.AsSpan(firstPixel, Math.Min(MatrixTile.Columns, Pixels - firstPixel));
        for (var row = 0; row < Math.Min(MatrixTile.Rows, _seen - firstSeen); row++)
        {
            var seen = padded.AsSpan(source + ((firstSeen + row) / taps * _grid.Plane) + _grid.Taps[(firstSeen + row) % taps]);
            for (var i = 0; i < pixels.Length; i++)
            {
                seen[pixels[i]] += sums[(row * MatrixTile.Columns) + i];
            }
        }
    }

    /// <summary>The results of a group in tiles of pixels.</summary>
    private double[] Tiles(ReadOnlySpan<double> result)
    {
        var tiles = new double[Parts(Pixels, MatrixTile.Columns) * _channelsOut * MatrixTile.Columns];
        for (var channel = 0; channel < _channelsOut; channel++)
        for (var pixel = 0; pixel < Pixels; pixel += MatrixTile.Columns)
        {
            var count = Math.Min(MatrixTile.Columns, Pixels - pixel);
            result.Slice((channel * Pixels) + pixel, count).CopyTo(tiles.AsSpan((pixel * _channelsOut) + (channel * MatrixTile.Columns)));
        }

        return tiles;
    }

    private static void Add(ReadOnlySpan<double> sums, Span<double> matrix, int firstRow, int rows, int width, int firstColumn)
    {
        var count = Math.Min(MatrixTile.Columns, width - firstColumn);
        for (var row = 0; row < Math.Min(MatrixTile.Rows, rows - firstRow); row++)
        {
            Rows.Add(matrix.Slice(((firstRow + row) * width) + firstColumn, count), sums.Slice(row * MatrixTile.Columns, count), 1);
        }
    }

    private static Span<double> Tile(double[] tiles, int tile, int depth) =>
        tiles.AsSpan(tile * depth * MatrixTile.Columns, depth * MatrixTile.Columns);

    private static ReadOnlySpan<double> Block(double[] rows, int row, int depth) =>
        rows.AsSpan(row * depth, depth * MatrixTile.Rows);

    private static int Parts(int length, int part) => (length + part - 1) / part;
}
