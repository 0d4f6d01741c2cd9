using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Merging;

/// <summary>A linear map goes into the linear map that reads it: W₂(W₁u + b₁) + b₂ = (W₂W₁)u + (W₂b₁ + b₂).</summary>
internal static class ChainMerge
{
    // A product may be larger than its factors, as that of two thin matrices is; beyond this it is not worth its memory.
    private const long MaxWeights = 1 << 24;

    /// <summary>Merges the layer at a position with the one that it reads, if that can be done.</summary>
    public static bool Try(MergeGraph graph, int position)
    {
        var layer = graph[position];
        if (layer.Inputs.Count != 1 || !graph.HasOneReader(layer.Inputs[0]))
            return false;

        var before = graph[layer.Inputs[0]];
        Layer? merged = layer is ConvLayer { Kernel: (1, 1), Padding: (0, 0, 0, 0) } pointwise && before is ConvLayer conv
            ? Convolutions(graph, conv, pointwise)
            : Matrices(graph, before, layer);
        if (merged is null)
            return false;

        graph.Replace(position, merged, layer.Inputs[0]);
        return true;
    }

    private static LinearLayer? Matrices(MergeGraph graph, Layer first, Layer second)
    {
        if (!IsMatrix(first) || !IsMatrix(second))
            return null;

        var width = graph[first.Inputs[0]].Size;
        if ((long)second.Size * width > MaxWeights || (long)first.Size * width > MaxWeights || (long)second.Size * first.Size > MaxWeights)
            return null;

        var (left, right) = (Dense(graph, second), Dense(graph, first));
        var product = new double[second.Size * width];
        Multiply(left, right, product, second.Size, first.Size, width);
        var biases = LinearParts.Biases(graph, second) ?? new double[second.Size];
        if (LinearParts.Biases(graph, first) is { } inner)
            Multiply(left, inner, biases, second.Size, first.Size, 1);
        return new(second.Name, first.Inputs[0], second.Shape, graph.Append(product)) { Bias = LinearParts.Place(graph, biases) };
    }

    /// <summary>Whether a layer is the matrix of a vector, not of each position of a map.</summary>
    private static bool IsMatrix(Layer layer) => layer is LinearLayer or KroneckerLayer { Shape: { Height: 1, Width: 1 } };

    private static ConvLayer? Convolutions(MergeGraph graph, ConvLayer first, ConvLayer second)
    {
        var (outputs, middle, inputs) = (second.Shape.Channels, first.Shape.Channels, graph[first.Inputs[0]].Shape.Channels);
        var width = inputs * first.Kernel.Height * first.Kernel.Width;
        if ((long)outputs * width > MaxWeights || (long)middle * width > MaxWeights)
            return null;

        var (left, right) = (Ungrouped(graph, second, middle), Ungrouped(graph, first, inputs));
        var product = new double[outputs * width];
        Multiply(left, right, product, outputs, middle, width);
        var biases = LinearParts.Biases(graph, second)!;
        Multiply(left, LinearParts.Biases(graph, first)!, biases, outputs, middle, 1);
        return new(second.Name, first.Inputs[0], second.Shape, graph.Append(product), first.Kernel)
        {
            Bias = LinearParts.Place(graph, biases),
            Stride = new(first.Stride.Height * second.Stride.Height, first.Stride.Width * second.Stride.Width),
            Dilation = first.Dilation,
            Padding = first.Padding,
        };
    }

    /// <summary>The weights of a convolution as if it had one group: (out, in, height, width), zero between groups.</summary>
    public static double[] Ungrouped(MergeGraph graph, ConvLayer conv, int channels)
    {
        var (rows, taps) = (conv.Shape.Channels, conv.Kernel.Height * conv.Kernel.Width);
        var (perGroupIn, perGroupOut) = (channels / conv.Groups, rows / conv.Groups);
        var stored = graph.Theta(conv.Weight, rows * perGroupIn * taps);
        var dense = new double[rows * channels * taps];
        for (var row = 0; row < rows; row++)
        {
            stored.Slice(row * perGroupIn * taps, perGroupIn * taps).CopyTo(dense.AsSpan(((row * channels) + (row / perGroupOut * perGroupIn)) * taps));
        }

        return dense;
    }

    /// <summary>The matrix of a linear layer, row by row.</summary>
    private static double[] Dense(MergeGraph graph, Layer layer)
    {
        var width = graph[layer.Inputs[0]].Size;
        if (layer is LinearLayer linear)
            return graph.Theta(linear.Weight, linear.Size * width).ToArray();

        // Row (i, k, j) meets column (i, l, j): see KroneckerLayer.
        var factor = (KroneckerLayer)layer;
        var weights = graph.Theta(factor.Weight, factor.Size * factor.C);
        var matrix = new double[factor.Size * width];
        for (var target = 0; target < factor.Size; target++)
        {
            var (row, j) = (target / factor.D, target % factor.D);
            for (var l = 0; l < factor.C; l++)
            {
                matrix[(target * width) + (((row / factor.B * factor.C) + l) * factor.D) + j] = weights[(((row * factor.C) + l) * factor.D) + j];
            }
        }

        return matrix;
    }

    /// <summary>product += left · right, row by row.</summary>
    private static void Multiply(double[] left, double[] right, double[] product, int rows, int middle, int columns)
    {
        for (var row = 0; row < rows; row++)
        for (var i = 0; i < middle; i++)
        {
            var factor = left[(row * middle) + i];
            var sums = product.AsSpan(row * columns, columns);
            var terms = right.AsSpan(i * columns, columns);
            for (var column = 0; column < sums.Length; column++)
            {
                sums[column] += factor * terms[column];
            }
        }
    }
}
