using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Merging;

/// <summary>The parts of the layers that are linear maps with a bias a channel.</summary>
internal static class LinearParts
{
    /// <summary>The factor and shift of each channel, for layers that treat channels one by one; null for others.</summary>
    public static (double[] Factors, double[] Shifts)? Affine(MergeGraph graph, Layer layer)
    {
        var channels = layer.Shape.Channels;
        switch (layer)
        {
            case BatchNormLayer norm:
                return (graph.Theta(norm.Gamma, channels).ToArray(), graph.Theta(norm.Beta, channels).ToArray());
            case ScaleLayer scale:
                var factors = new double[channels];
                for (var channel = 0; channel < channels; channel++)
                {
                    factors[channel] = graph.Theta(scale.WeightOf(channel), 1)[0];
                }

                return (factors, Optional(graph, scale.Bias, channels));
            case BiasLayer bias:
                var ones = new double[channels];
                Array.Fill(ones, 1);
                return (ones, graph.Theta(bias.Bias, channels).ToArray());
            default:
                return null;
        }
    }

    /// <summary>The bias of each channel, zero where a layer has none; null for layers that can have no biases of their own.</summary>
    public static double[]? Biases(MergeGraph graph, Layer layer) => layer switch
    {
        ConvLayer conv => Optional(graph, conv.Bias, layer.Shape.Channels),
        ConvTransposeLayer conv => Optional(graph, conv.Bias, layer.Shape.Channels),
        LinearLayer linear => Optional(graph, linear.Bias, layer.Shape.Channels),
        _ => Affine(graph, layer)?.Shifts,
    };

    /// <summary>The layer with other biases: no longer a batch-norm, but the scale that it is.</summary>
    public static Layer WithBiases(MergeGraph graph, Layer layer, double[] biases)
    {
        if (layer is not (ConvLayer or ConvTransposeLayer or LinearLayer))
            return Scale(graph, layer.Name, layer.Inputs[0], layer.Shape, Affine(graph, layer)!.Value.Factors, biases);

        var bias = Place(graph, biases);
        return layer switch
        {
            ConvLayer conv => Conv(conv, conv.Name, conv.Inputs[0], conv.Weight, bias),
            ConvTransposeLayer conv => Transposed(conv, conv.Name, conv.Weight, bias),
            _ => new LinearLayer(layer.Name, layer.Inputs[0], layer.Shape, ((LinearLayer)layer).Weight) { Bias = bias },
        };
    }

    /// <summary>A factor and a shift a channel.</summary>
    public static ScaleLayer Scale(MergeGraph graph, string name, int input, Extent shape, double[] factors, double[] shifts) =>
        new(name, input, shape, graph.Append(factors)) { Bias = Place(graph, shifts) };

    /// <summary>Where biases lie; nowhere if all are zero.</summary>
    public static int Place(MergeGraph graph, double[] biases) => Array.TrueForAll(biases, bias => bias == 0) ? -1 : graph.Append(biases);

    /// <summary>A convolution with another input and other parameters.</summary>
    public static ConvLayer Conv(ConvLayer conv, string name, int input, int weight, int bias) => new(name, input, conv.Shape, weight, conv.Kernel)
    {
        Bias = bias,
        Stride = conv.Stride,
        Dilation = conv.Dilation,
        Padding = conv.Padding,
        Groups = conv.Groups,
    };

    /// <summary>A transposed convolution with other parameters.</summary>
    public static ConvTransposeLayer Transposed(ConvTransposeLayer conv, string name, int weight, int bias) =>
        new(name, conv.Inputs[0], conv.Shape, weight, conv.Kernel)
    {
        Bias = bias,
        Stride = conv.Stride,
        Dilation = conv.Dilation,
        Padding = conv.Padding,
        OutputPadding = conv.OutputPadding,
        Groups = conv.Groups,
    };

    private static double[] Optional(MergeGraph graph, int first, int count) => first < 0 ? new double[count] : graph.Theta(first, count).ToArray();
}
