using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>What each pixel of a convolution sees, gathered from a copy of its operand with zeros in the padding.</summary>
internal sealed class ConvColumns
{
    private readonly double[] _data;
    private readonly int _plane;
    private readonly int _channels;
    private readonly int[] _pixels;
    private readonly int[] _taps;

    public ConvColumns(ConvLayer layer, LayerValues source)
    {
        var (operand, pad, shape) = (layer.Operands[0], layer.Padding, layer.Shape);

        // Rows and columns that no window reaches are left out, and those that only padding fills are added.
        var height = ((shape.Height - 1) * layer.Stride.Height) + ((layer.Kernel.Height - 1) * layer.Dilation.Height) + 1;
        var width = ((shape.Width - 1) * layer.Stride.Width) + ((layer.Kernel.Width - 1) * layer.Dilation.Width) + 1;
        _plane = height * width;
        _channels = operand.Channels / layer.Groups;
        _data = height == operand.Height && width == operand.Width && pad == default
            ? source.Data
            : Padded(operand, source.Data, pad, height, width);
        _pixels = Table(shape.Height, shape.Width, layer.Stride, width);
        _taps = Table(layer.Kernel.Height, layer.Kernel.Width, layer.Dilation, width);
    }

    /// <summary>The height of a column: what a pixel sees of one group.</summary>
    public int Height => _channels * _taps.Length;

    /// <summary>Gathers the columns of consecutive pixels, <see cref="ConvBlock.Pixels"/> to a row; those beyond the last are zero.</summary>
    public void Gather(int group, int firstPixel, Span<double> tile)
    {
        var pixels = _pixels.AsSpan(firstPixel, Math.Min(ConvBlock.Pixels, _pixels.Length - firstPixel));
        var next = 0;
        for (var channel = group * _channels; channel < (group + 1) * _channels; channel++)
        {
            foreach (var tap in _taps)
            {
                var seen = _data.AsSpan((channel * _plane) + tap);
                var row = tile.Slice(next, ConvBlock.Pixels);
                for (var i = 0; i < pixels.Length; i++)
                {
                    row[i] = seen[pixels[i]];
                }

                row[pixels.Length..].Clear();
                next += ConvBlock.Pixels;
            }
        }
    }

    private static double[] Padded(Extent operand, double[] data, Margins pad, int height, int width)
    {
        var padded = new double[operand.Channels * height * width];
        // None where windows see nothing but padding.
        var (rows, columns) = (Math.Min(operand.Height, height - pad.Top), Math.Max(0, Math.Min(operand.Width, width - pad.Left)));
        for (var channel = 0; channel < operand.Channels; channel++)
        for (var row = 0; row < rows; row++)
        {
            data.AsSpan(operand.At(channel, row, 0), columns).CopyTo(padded.AsSpan((((channel * height) + row + pad.Top) * width) + pad.Left));
        }

        return padded;
    }

    private static int[] Table(int rows, int columns, Sides step, int width)
    {
        var table = new int[rows * columns];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (i / columns * step.Height * width) + (i % columns * step.Width);
        }

        return table;
    }
}
