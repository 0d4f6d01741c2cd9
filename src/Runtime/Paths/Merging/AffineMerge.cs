using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Merging;

/// <summary>A batch-norm, scale or bias goes into the linear map that it reads, or into the one that reads it.</summary>
internal static class AffineMerge
{
    /// <summary>Merges the layer at a position with the one that it reads, if that can be done.</summary>
    public static bool Try(MergeGraph graph, int position)
    {
        var layer = graph[position];
        if (layer.Inputs.Count != 1 || !graph.HasOneReader(layer.Inputs[0]))
            return false;

        var before = graph[layer.Inputs[0]];
        var merged = LinearParts.Affine(graph, layer) is var (factors, shifts)
            ? After(graph, before, layer.Name, factors, shifts)
            : Before(graph, before, layer);
        if (merged is null)
            return false;

        graph.Replace(position, merged, layer.Inputs[0]);
        return true;
    }

    /// <summary>a(Wu + b) + c = (aW)u + (ab + c).</summary>
    private static Layer? After(MergeGraph graph, Layer map, string name, double[] factors, double[] shifts)
    {
        if (LinearParts.Biases(graph, map) is not { } biases)
            return null;

        for (var channel = 0; channel < biases.Length; channel++)
        {
            biases[channel] = (factors[channel] * biases[channel]) + shifts[channel];
        }

        switch (map)
        {
            case ConvLayer conv:
                var weight = Rows(graph, conv.Weight, graph[conv.Inputs[0]].Shape.Channels / conv.Groups * conv.Kernel.Height * conv.Kernel.Width, factors);
                return LinearParts.Conv(conv, name, conv.Inputs[0], weight, LinearParts.Place(graph, biases));
            case ConvTransposeLayer conv:
                return LinearParts.Transposed(conv, name, Columns(graph, conv, factors), LinearParts.Place(graph, biases));
            case LinearLayer linear:
                weight = Rows(graph, linear.Weight, graph[linear.Inputs[0]].Size, factors);
                return new LinearLayer(name, linear.Inputs[0], linear.Shape, weight) { Bias = LinearParts.Place(graph, biases) };
            default:
                var (inner, _) = LinearParts.Affine(graph, map)!.Value;
                for (var channel = 0; channel < inner.Length; channel++)
                {
                    inner[channel] *= factors[channel];
                }

                return LinearParts.Scale(graph, name, map.Inputs[0], map.Shape, inner, biases);
        }
    }

    /// <summary>W(au + c) + b = (Wa)u + (Wc + b). With padding the sum over c would differ at the border.</summary>
    private static Layer? Before(MergeGraph graph, Layer affine, Layer map)
    {
        if (LinearParts.Affine(graph, affine) is not var (factors, shifts))
            return null;

        switch (map)
        {
            case LinearLayer linear when affine.Shape.Size == affine.Shape.Channels:
                var biases = LinearParts.Biases(graph, linear)!;
                var weight = Into(graph, linear.Weight, linear.Size, factors, shifts, taps: 1, biases, (_, column) => column);
                return new LinearLayer(linear.Name, affine.Inputs[0], linear.Shape, weight) { Bias = LinearParts.Place(graph, biases) };
            case ConvLayer conv when conv.Padding == default || Array.TrueForAll(shifts, shift => shift == 0):
                biases = LinearParts.Biases(graph, conv)!;
                var (perGroupIn, perGroupOut) = (affine.Shape.Channels / conv.Groups, conv.Shape.Channels / conv.Groups);
                weight = Into(graph, conv.Weight, conv.Shape.Channels, factors, shifts, conv.Kernel.Height * conv.Kernel.Width, biases,
                    (row, column) => (row / perGroupOut * perGroupIn) + column, perGroupIn);
                return LinearParts.Conv(conv, conv.Name, affine.Inputs[0], weight, LinearParts.Place(graph, biases));
            default:
                return null;
        }
    }

    private static int Into(
        MergeGraph graph, int first, int rows, double[] factors, double[] shifts, int taps, double[] biases, Func<int, int, int> channelOf, int? columns = null)
    {
        var width = columns ?? factors.Length;
        var weights = graph.Theta(first, rows * width * taps).ToArray();
        for (var i = 0; i < weights.Length; i++)
        {
            var row = i / (width * taps);
            var channel = channelOf(row, i / taps % width);
            biases[row] += weights[i] * shifts[channel];
            weights[i] *= factors[channel];
        }

        return graph.Append(weights);
    }

    private static int Rows(MergeGraph graph, int first, int width, double[] factors)
    {
        var weights = graph.Theta(first, factors.Length * width).ToArray();
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] *= factors[i / width];
        }

        return graph.Append(weights);
    }

    private static int Columns(MergeGraph graph, ConvTransposeLayer conv, double[] factors)
    {
        var (perGroupIn, perGroupOut) = (graph[conv.Inputs[0]].Shape.Channels / conv.Groups, conv.Shape.Channels / conv.Groups);
        var taps = conv.Kernel.Height * conv.Kernel.Width;
        var weights = graph.Theta(conv.Weight, perGroupIn * conv.Groups * perGroupOut * taps).ToArray();
        for (var i = 0; i < weights.Length; i++)
        {
            var group = i / (perGroupIn * perGroupOut * taps);
            weights[i] *= factors[(group * perGroupOut) + (i / taps % perGroupOut)];
        }

        return graph.Append(weights);
    }
}
