using System;
using System.Linq;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// ‖Φ^{→v}(θ)‖₁ of every neuron v: the forward pass of the network with absolute parameters, the identity for every
/// activation, and an input of ones (Theorem 3.1.1).
/// </summary>
internal static class PathSums
{
    /// <param name="architecture">The network.</param>
    /// <param name="theta">Its parameters' absolute values, finite.</param>
    /// <param name="starts">Which paths.</param>
    /// <returns>An array for each layer.</returns>
    public static ScaledArray[] Of(Architecture architecture, double[] theta, PathStarts starts)
    {
        var sums = new ScaledArray[architecture.Layers.Count];
        for (var i = 0; i < sums.Length; i++)
        {
            var layer = architecture.Layers[i];
            if (layer.IsInput)
            {
                sums[i] = Input(layer, starts);
                continue;
            }

            sums[i] = Apply(layer, theta, frozen: 1, [.. layer.Inputs.Select(input => sums[input])]);
            if (starts != PathStarts.Inputs && Biases(layer, theta) is { } biases)
                sums[i] = ScaledArray.Add(sums[i], biases);
        }

        return sums;
    }

    /// <summary>The neurons of an input: ones, or zeros when paths from inputs do not count.</summary>
    public static ScaledArray Input(Layer layer, PathStarts starts)
    {
        var values = new double[layer.Size];
        Array.Fill(values, starts == PathStarts.Biases ? 0 : 1);
        return ScaledArray.Of(values);
    }

    /// <summary>A layer's sums over its edges, without biases.</summary>
    public static ScaledArray Apply(Layer layer, double[] weights, double frozen, ScaledArray[] operands)
    {
        var values = new double[layer.Size];
        if (Array.TrueForAll(operands, operand => operand.IsZero))
            return ScaledArray.Of(values);

        var exponent = ScaledArray.Common(operands);
        LayerMap.Apply(layer, weights, frozen, ScaledArray.At(operands, exponent), values);
        return ScaledArray.Of(values, exponent);
    }

    /// <summary>The biases of a layer, one a neuron; null when none has one.</summary>
    public static ScaledArray? Biases(Layer layer, double[] theta)
    {
        double[]? biases = null;
        for (var neuron = 0; neuron < layer.Size; neuron++)
        {
            var bias = layer.BiasOf(neuron);
            if (bias < 0)
                continue;
            biases ??= new double[layer.Size];
            biases[neuron] = theta[bias];
        }

        return biases is null ? null : ScaledArray.Of(biases);
    }
}
