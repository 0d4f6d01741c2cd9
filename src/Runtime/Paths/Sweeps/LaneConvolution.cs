using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// A convolution of a group of samples, one in each lane, as <see cref="ConvMap"/> is of one: W X and its transpose Wᵀ R, with W its weights (channels
/// out x seen), X what each pixel sees and R its results. X is never laid out: a pixel sees places of the padded operand.
/// </summary>
internal sealed class LaneConvolution
{
    private readonly ConvLayer _conv;
    private readonly ConvGrid _grid;
    private readonly int _channelsIn, _channelsOut, _seen;

    public LaneConvolution(ConvLayer conv)
    {
        (_conv, _grid) = (conv, new(conv));
        (_channelsIn, _channelsOut) = (conv.Operands[0].Channels / conv.Groups, conv.Shape.Channels / conv.Groups);
        _seen = _channelsIn * _grid.Taps.Length;
    }

    private int Pixels => _grid.Pixels.Length;

    /// <inheritdoc cref="LaneMap.Apply"/>
    public void Apply(double[] weights, Vector512<double>[] operand, Vector512<double>[] result)
    {
        var padded = _grid.Pad(operand);
        var places = Places();
        Span<Vector512<double>> sums = new Vector512<double>[LaneTile.Rows * LaneTile.Columns];
        for (var group = 0; group < _conv.Groups; group++)
        {
            var rows = LaneTile.Pack(WeightsOf(group, weights), _channelsOut, _seen, _seen, 1);
            var source = padded.AsSpan(group * _channelsIn * _grid.Plane, _channelsIn * _grid.Plane);
            var target = result.AsSpan(group * _channelsOut * Pixels, _channelsOut * Pixels);
            for (var pixel = 0; pixel < Pixels; pixel += LaneTile.Columns)
            for (var row = 0; row < _channelsOut; row += LaneTile.Rows)
            {
                LaneTile.Multiply(Block(rows, row, _seen), source, places, Column(pixel, 0), Column(pixel, 1), Column(pixel, 2), sums);
                for (var i = 0; i < Math.Min(LaneTile.Rows, _channelsOut - row); i++)
                for (var j = 0; j < Math.Min(LaneTile.Columns, Pixels - pixel); j++)
                {
                    target[((row + i) * Pixels) + pixel + j] += sums[(i * LaneTile.Columns) + j];
                }
            }
        }
    }

    /// <inheritdoc cref="LaneMap.ApplyTransposed"/>
    public void ApplyTransposed(double[] weights, Vector512<double>[] result, Vector512<double>[] operand)
    {
        var padded = new Vector512<double>[_conv.Operands[0].Channels * _grid.Plane];
        var places = Places();
        var tile = new Vector512<double>[_channelsOut * LaneTile.Columns];
        var steps = new int[_channelsOut];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = i * LaneTile.Columns;
        }

        Span<Vector512<double>> sums = new Vector512<double>[LaneTile.Rows * LaneTile.Columns];
        for (var group = 0; group < _conv.Groups; group++)
        {
            var rows = LaneTile.Pack(WeightsOf(group, weights), _seen, _channelsOut, 1, _seen);
            var source = padded.AsSpan(group * _channelsIn * _grid.Plane, _channelsIn * _grid.Plane);
            var here = result.AsSpan(group * _channelsOut * Pixels, _channelsOut * Pixels);
            for (var pixel = 0; pixel < Pixels; pixel += LaneTile.Columns)
            {
                var count = Math.Min(LaneTile.Columns, Pixels - pixel);
                for (var channel = 0; channel < _channelsOut; channel++)
                {
                    here.Slice((channel * Pixels) + pixel, count).CopyTo(tile.AsSpan(steps[channel]));
                }

                for (var row = 0; row < _seen; row += LaneTile.Rows)
                {
                    LaneTile.Multiply(Block(rows, row, _channelsOut), tile, steps, 0, 1, 2, sums);
                    for (var i = 0; i < Math.Min(LaneTile.Rows, _seen - row); i++)
                    for (var j = 0; j < count; j++)
                    {
                        source[places[row + i] + _grid.Pixels[pixel + j]] += sums[(i * LaneTile.Columns) + j];
                    }
                }
            }
        }

        _grid.AddTo(
            MemoryMarshal.Cast<Vector512<double>, double>(operand.AsSpan()),
            MemoryMarshal.Cast<Vector512<double>, double>(padded.AsSpan()),
            Vector512<double>.Count);
    }

    /// <summary>Where the first pixel of a group's map sees each of its weights.</summary>
    private int[] Places()
    {
        var taps = _grid.Taps;
        var places = new int[_seen];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (i / taps.Length * _grid.Plane) + taps[i % taps.Length];
        }

        return places;
    }

    /// <summary>The place of a pixel of a tile; behind the last pixel that one again, whose sum is not used.</summary>
    private int Column(int pixel, int index) => _grid.Pixels[Math.Min(pixel + index, Pixels - 1)];

    private ReadOnlySpan<double> WeightsOf(int group, double[] weights) =>
        weights.AsSpan(_conv.Weight + (group * _channelsOut * _seen), _channelsOut * _seen);

    private static ReadOnlySpan<double> Block(double[] rows, int row, int depth) => rows.AsSpan(row * depth, depth * LaneTile.Rows);
}
