using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>
/// Derives what the backward half of a cost pass has beyond the path-norm pass: weights of the layers that take gradients
/// back, and how costs follow from the sums of the pass. An emitted pass calls it once a tensor and once a layer; numbers of
/// tensors are those of the pass.
/// </summary>
/// <remarks>
/// The cost of a parameter is |θ| times a sum of products of values and gradients. Values and gradients have units of their
/// own, channel by channel, so both are of the order of 1 in the pass wherever they stand, in a bias behind the last layer as
/// well as in the first weights. The parameter and the two units are multiplied in afterwards, in numbers that have the range
/// for it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AdjointScaling
{
    private readonly PathScaling _scaling;
    private readonly GradientScaling _gradients;

    internal AdjointScaling(PathScaling scaling)
    {
        _scaling = scaling;
        _gradients = new GradientScaling(scaling.Values, scaling.Results);
    }

    internal List<LayerCosts> Layers { get; } = [];

    /// <summary>A layer's weights, times the per-channel factors behind it, in the order of the layer that takes gradients back.</summary>
    /// <param name="weight">The layer's weights.</param>
    /// <param name="factors">The factors.</param>
    public void Back(int weight, params int[] factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        var tensor = _scaling.Weights.Tensor(weight);
        var to = _gradients.At(tensor.From!);
        _scaling.Weights.Add(() => Back(tensor, Through(tensor, factors, passed: 0), to));
    }

    /// <summary>What brings a gradient from a reader's units to those of a value's gradient; both by number, in the order of the walk.</summary>
    /// <param name="value">The value.</param>
    /// <param name="reader">Its reader; -1 for an output of the network.</param>
    /// <param name="operand">Which of the reader's operands it is.</param>
    public void Units(int value, int reader, int operand) => _scaling.Weights.Add(() => _gradients.Units(value, reader, operand));

    /// <summary>The costs of a layer's parameters; to be followed by a call for each of them, in the order in which values meet them.</summary>
    /// <param name="weight">The layer's weights.</param>
    /// <param name="factors">The per-channel factors behind it.</param>
    public LayerCosts Layer(int weight, params int[] factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        LayerCosts layer = new(_scaling, weight, passed => Through(_scaling.Weights.Tensor(weight), factors, passed));
        Layers.Add(layer);
        return layer;
    }

    private static float[] Back(PathTensor tensor, ScaledValue gradient, ScaledValue to)
    {
        if (tensor.Layer is not null)
            return ((ScalingOrigin.Layer)tensor.To.Step!).BackScaling.Weights(gradient, to);

        var weights = new float[to.Channels];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = gradient.Bounds[i].IsZero
                ? 0
                : LinearScaling.Single((new Magnitude(tensor.Numbers[i]) * gradient.Units[i] / to.Units[i]).Value);
        }

        return weights;
    }

    /// <summary>The gradient behind so many factors, as the numbers of that behind all: the rest are part of bounds and units.</summary>
    private ScaledValue Through(PathTensor tensor, int[] factors, int passed)
    {
        var gradient = _gradients.At(factors.Length == 0 ? tensor.To : _scaling.Weights.Tensor(factors[^1]).To);
        var (bounds, units) = ((Magnitude[])gradient.Bounds.Clone(), (Magnitude[])gradient.Units.Clone());
        foreach (var factor in factors.AsSpan(passed))
        {
            var numbers = _scaling.Weights.Tensor(factor).Numbers;
            for (var i = 0; i < numbers.Length; i++)
            {
                var number = new Magnitude(numbers[i]);
                (bounds[i], units[i]) = (bounds[i] * number, units[i] * number);
            }
        }

        return ScaledValue.Carrying(bounds, units);
    }
}
