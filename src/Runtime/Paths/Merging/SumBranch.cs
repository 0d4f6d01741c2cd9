using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Merging;

/// <summary>An operand of a sum as a convolution of one group over the layer that it reads.</summary>
/// <param name="Source">The layer that it reads.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Geometry">Kernel, stride, dilation and the padding on top and left.</param>
/// <param name="Weights">(out, in, height, width).</param>
/// <param name="Biases">One a channel.</param>
internal sealed record SumBranch(int Source, int Channels, SumBranch.Taps Geometry, double[] Weights, double[] Biases)
{
    // Branches are written out without groups; beyond this one is not worth its memory.
    private const long MaxWeights = 1 << 24;

    /// <summary>Where a window's taps lie.</summary>
    public readonly record struct Taps(Sides Kernel, Sides Stride, Sides Dilation, Margins Padding);

    /// <summary>The layer at a position, if it is a convolution, a linear layer over a vector, or treats channels one by one.</summary>
    public static SumBranch? Of(MergeGraph graph, int position)
    {
        var layer = graph[position];
        if (layer.Inputs.Count != 1)
            return null;

        var (source, shape) = (layer.Inputs[0], graph[layer.Inputs[0]].Shape);
        var kernel = layer is ConvLayer map ? map.Kernel : new(1, 1);
        if ((long)layer.Shape.Channels * shape.Channels * kernel.Height * kernel.Width > MaxWeights)
            return null;

        return layer switch
        {
            ConvLayer conv => new(source, shape.Channels, new(conv.Kernel, conv.Stride, conv.Dilation, conv.Padding),
                ChainMerge.Ungrouped(graph, conv, shape.Channels), LinearParts.Biases(graph, conv)!),
            LinearLayer linear when shape.Size == shape.Channels =>
                new(source, shape.Channels, Point, graph.Theta(linear.Weight, linear.Size * shape.Size).ToArray(), LinearParts.Biases(graph, linear)!),
            _ when LinearParts.Affine(graph, layer) is var (factors, shifts) => new(source, shape.Channels, Point, Diagonal(factors), shifts),
            _ => null,
        };
    }

    /// <summary>A layer that is an operand of the sum itself.</summary>
    public static SumBranch? Identity(MergeGraph graph, int position)
    {
        var channels = graph[position].Shape.Channels;
        if ((long)channels * channels > MaxWeights)
            return null;

        var ones = new double[channels];
        Array.Fill(ones, 1);
        return new(position, channels, Point, Diagonal(ones), new double[channels]);
    }

    /// <summary>Both together, if every tap of the other lies on one of this; null if not.</summary>
    public SumBranch? With(SumBranch other)
    {
        if (other.Geometry.Stride != Geometry.Stride || other.Biases.Length != Biases.Length)
            return null;

        var (kernel, taps) = (other.Geometry.Kernel, other.Geometry.Kernel.Height * other.Geometry.Kernel.Width);
        var places = new int[taps];
        for (var tap = 0; tap < taps; tap++)
        {
            var row = Place((tap / kernel.Width * other.Geometry.Dilation.Height) - other.Geometry.Padding.Top + Geometry.Padding.Top, Geometry.Dilation.Height,
                Geometry.Kernel.Height);
            var column = Place((tap % kernel.Width * other.Geometry.Dilation.Width) - other.Geometry.Padding.Left + Geometry.Padding.Left,
                Geometry.Dilation.Width, Geometry.Kernel.Width);
            if (row < 0 || column < 0)
                return null;
            places[tap] = (row * Geometry.Kernel.Width) + column;
        }

        var own = Geometry.Kernel.Height * Geometry.Kernel.Width;
        var (weights, biases) = ((double[])Weights.Clone(), (double[])Biases.Clone());
        for (var i = 0; i < other.Weights.Length; i++)
        {
            weights[(i / taps * own) + places[i % taps]] += other.Weights[i];
        }

        for (var channel = 0; channel < biases.Length; channel++)
        {
            biases[channel] += other.Biases[channel];
        }

        return this with { Weights = weights, Biases = biases };
    }

    /// <summary>The convolution that it is.</summary>
    public ConvLayer ToLayer(MergeGraph graph, string name, Extent shape) => new(name, Source, shape, graph.Append(Weights), Geometry.Kernel)
    {
        Bias = LinearParts.Place(graph, Biases),
        Stride = Geometry.Stride,
        Dilation = Geometry.Dilation,
        Padding = Geometry.Padding,
    };

    private static Taps Point => new(new(1, 1), new(1, 1), new(1, 1), default);

    private static int Place(int offset, int dilation, int count) =>
        offset >= 0 && offset % dilation == 0 && offset / dilation < count ? offset / dilation : -1;

    private static double[] Diagonal(double[] values)
    {
        var matrix = new double[values.Length * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            matrix[(i * values.Length) + i] = values[i];
        }

        return matrix;
    }
}
