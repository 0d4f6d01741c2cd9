using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// Derives the tensors that the backward half of a cost pass has beyond those of the path-norm pass: weights in the order of
/// the layer that takes gradients back, and the gradients to start with. An emitted pass calls it once a tensor.
/// </summary>
/// <remarks>
/// θ_i ∂‖Φ‖₁/∂θ_i is the same for every rescaling of a network's neurons, so it can be taken in the units of the path-norm
/// pass. There the gradient at an output is the output's unit; over a power of two it stays in the range of a float.
/// </remarks>
public sealed class AdjointScaling
{
    private readonly PathWeights _weights;
    private readonly List<ScaledValue> _results;

    internal AdjointScaling(PathScaling scaling)
    {
        _weights = scaling.Weights;
        _results = scaling.Results;
        long? exponent = null;
        foreach (var result in _results)
        {
            for (var i = 0; i < result.Channels; i++)
            {
                if (!result.Bounds[i].IsZero)
                    exponent = Math.Max(exponent ?? long.MinValue, result.Units[i].Exponent);
            }
        }

        Exponent = exponent ?? 0;
    }

    /// <summary>The power of two that gradients, and so costs, are to be multiplied by.</summary>
    internal long Exponent { get; }

    /// <summary>The gradients at an output, one a channel.</summary>
    /// <param name="output">Its number.</param>
    public void Seed(int output)
    {
        var result = _results[output];
        _weights.Add(() => Array.ConvertAll(result.Units, unit => LinearScaling.Single((unit * new Magnitude(1, -Exponent)).Value)));
    }

    /// <summary>A convolution's weights (out, in / groups, rows, columns) times factors of its results.</summary>
    /// <param name="weight">The tensor in the pass.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="factors">The tensors of the factors.</param>
    public void Conv(int weight, int channels, params int[] factors) => _weights.Add(() =>
    {
        var weights = _weights[weight].ToArray();
        var scale = Product(channels, factors);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(weights[i] * scale[i / (weights.Length / channels)]);
        }

        return weights;
    });

    /// <summary>A transposed convolution's weights (in, out / groups, rows, columns) times factors of its results.</summary>
    /// <param name="weight">The tensor in the pass.</param>
    /// <param name="inChannels">Channels of the operand.</param>
    /// <param name="channels">Channels of the result.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="factors">The tensors of the factors.</param>
    public void ConvTranspose(int weight, int inChannels, int channels, int groups, params int[] factors) => _weights.Add(() =>
    {
        var weights = _weights[weight].ToArray();
        var scale = Product(channels, factors);
        var (inPerGroup, perGroup) = (inChannels / groups, channels / groups);
        var taps = weights.Length / inChannels / perGroup;
        for (var i = 0; i < weights.Length; i++)
        {
            var (input, output) = Math.DivRem(i / taps, perGroup);
            weights[i] = (float)(weights[i] * scale[(input / inPerGroup * perGroup) + output]);
        }

        return weights;
    });

    /// <summary>A linear layer's weights (out, in) times factors of its results, as (in, out).</summary>
    /// <param name="weight">The tensor in the pass.</param>
    /// <param name="features">Features of the result.</param>
    /// <param name="factors">The tensors of the factors.</param>
    public void Linear(int weight, int features, params int[] factors) => Kronecker(weight, 1, features, 0, 1, factors);

    /// <summary>A Kronecker-sparse factor's weights (a, b, c, d) times factors of its results, as (a, c, b, d).</summary>
    /// <param name="weight">The tensor in the pass.</param>
    /// <param name="a">Independent blocks.</param>
    /// <param name="b">Rows of a block.</param>
    /// <param name="c">Columns of a block; 0 for as many as there are weights.</param>
    /// <param name="d">Interleaved copies.</param>
    /// <param name="factors">The tensors of the factors.</param>
    public void Kronecker(int weight, int a, int b, int c, int d, params int[] factors) => _weights.Add(() =>
    {
        var weights = _weights[weight];
        var columns = c == 0 ? weights.Length / b : c;
        var scale = Product(a * b * d, factors);
        var result = new float[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var (rest, copy) = Math.DivRem(i, d);
            (rest, var column) = Math.DivRem(rest, columns);
            var (block, row) = Math.DivRem(rest, b);
            result[(((((block * columns) + column) * b) + row) * d) + copy] = (float)(weights[i] * scale[(rest * d) + copy]);
        }

        return result;
    });

    private double[] Product(int channels, int[] factors)
    {
        var product = new double[channels];
        Array.Fill(product, 1.0);
        foreach (var factor in factors)
        {
            var values = _weights[factor];
            for (var i = 0; i < channels; i++)
            {
                product[i] *= values[i];
            }
        }

        return product;
    }
}
