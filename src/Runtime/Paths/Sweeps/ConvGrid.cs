using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>Where the edges of a convolution lie in a copy of its operand that has rows and columns for the padding.</summary>
internal sealed class ConvGrid
{
    private readonly Extent _operand;
    private readonly Margins _padding;
    private readonly int _width;

    public ConvGrid(ConvLayer layer)
    {
        (_operand, _padding) = (layer.Operands[0], layer.Padding);

        // As far as the last window reaches; what no window sees is left out.
        var (target, kernel) = (layer.Shape, layer.Kernel);
        var height = ((target.Height - 1) * layer.Stride.Height) + ((kernel.Height - 1) * layer.Dilation.Height) + 1;
        _width = ((target.Width - 1) * layer.Stride.Width) + ((kernel.Width - 1) * layer.Dilation.Width) + 1;
        Plane = height * _width;
        Pixels = Places(target.Height, target.Width, layer.Stride, _width);
        Taps = Places(kernel.Height, kernel.Width, layer.Dilation, _width);
    }

    /// <summary>The size of a channel of the copy.</summary>
    public int Plane { get; }

    /// <summary>The place in a channel of what each pixel of the result sees through the first tap.</summary>
    public int[] Pixels { get; }

    /// <summary>What each tap adds to that.</summary>
    public int[] Taps { get; }

    /// <summary>The operand's values, numbers or vectors of them, with zeros for the padding.</summary>
    public T[] Pad<T>(T[] values)
        where T : unmanaged
    {
        var padded = new T[_operand.Channels * Plane];
        foreach (var (inner, outer, count) in Rows())
        {
            values.AsSpan(inner, count).CopyTo(padded.AsSpan(outer));
        }

        return padded;
    }

    /// <summary>Adds the values of a padded copy to those of the operand; those in the padding are dropped.</summary>
    /// <param name="values">The operand.</param>
    /// <param name="padded">The copy.</param>
    /// <param name="lanes">Numbers that a value is of.</param>
    public void AddTo(Span<double> values, ReadOnlySpan<double> padded, int lanes = 1)
    {
        foreach (var (inner, outer, count) in Rows())
        {
            Sweeps.Rows.Add(values.Slice(inner * lanes, count * lanes), padded.Slice(outer * lanes, count * lanes), 1);
        }
    }

    /// <summary>The rows of the operand that some window sees: place there, place in the copy, length.</summary>
    private IEnumerable<(int Inner, int Outer, int Count)> Rows()
    {
        var height = Plane / _width;
        var count = Math.Min(_operand.Width, _width - _padding.Left);
        for (var channel = 0; count > 0 && channel < _operand.Channels; channel++)
        for (var row = 0; row < Math.Min(_operand.Height, height - _padding.Top); row++)
        {
            yield return (_operand.At(channel, row, 0), (((channel * height) + row + _padding.Top) * _width) + _padding.Left, count);
        }
    }

    private static int[] Places(int rows, int columns, Sides step, int width)
    {
        var places = new int[rows * columns];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (i / columns * step.Height * width) + (i % columns * step.Width);
        }

        return places;
    }
}
