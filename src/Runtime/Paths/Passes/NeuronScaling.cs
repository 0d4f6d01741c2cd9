using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>The tensors of a DAG spelt neuron by neuron: see <see cref="PathScaling.Neurons"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NeuronScaling
{
    private readonly PathWeights _weights;
    private readonly PathPower _power;
    private readonly ScaledValue _inputs;
    private readonly Func<int, ReadOnlyMemory<float>> _tensor, _bias;
    private readonly Func<ScaledValue, ScaledValue> _made;
    private readonly List<Magnitude> _bounds, _units;

    internal NeuronScaling(PathWeights weights, PathPower power, ScaledValue inputs, Func<int, ReadOnlyMemory<float>> tensor,
        Func<int, ReadOnlyMemory<float>> bias, Func<ScaledValue, ScaledValue> made)
    {
        _made = made;
        (_weights, _power, _inputs, _tensor, _bias) = (weights, power, inputs, tensor, bias);
        _bounds = [.. inputs.Bounds];
        _units = [.. inputs.Units];
    }

    /// <summary>The next neuron, of any activation: the sum over its edges and its bias.</summary>
    /// <param name="weight">The tensor of its free weights; -1 without any.</param>
    /// <param name="bias">The tensor of its bias; -1 without one.</param>
    /// <param name="sources">Its antecedents: inputs first, then neurons in order.</param>
    /// <param name="frozen">The weight of each edge that is not free, NaN for a free one; none when all are free.</param>
    public void Add(int weight, int bias, int[] sources, params double[] frozen)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(frozen);
        var free = weight < 0 ? default : _tensor(weight).Span;
        var powers = new double[sources.Length];
        for (int i = 0, next = 0; i < sources.Length; i++)
        {
            powers[i] = _power.Of(frozen.Length == 0 || double.IsNaN(frozen[i]) ? free[next++] : frozen[i]);
        }

        var shift = bias < 0 ? 0 : _power.Of(_bias(bias).Span[0]);
        var bound = new Magnitude(shift);
        for (var i = 0; i < sources.Length; i++)
        {
            bound += _bounds[sources[i]] * new Magnitude(powers[i]);
        }

        var unit = bound.IsZero ? Magnitude.One : new Magnitude(1, bound.Exponent + 1);
        if (sources.Length > 0)
            _weights.Add(() => [.. powers.Select((power, i) => Single(power, _bounds[sources[i]].IsZero ? Magnitude.Zero : _units[sources[i]] / unit))]);
        if (bias >= 0)
            _weights.Add(() => [Single(shift, Magnitude.One / unit)]);

        _bounds.Add(bound);
        _units.Add(unit);
    }

    /// <summary>The value of the block.</summary>
    /// <param name="neurons">The neurons that are its features, counted without the inputs.</param>
    public ScaledValue Outputs(params int[] neurons) => _made(ScaledValue.Carrying(
        [.. neurons.Select(neuron => _bounds[_inputs.Channels + neuron])],
        [.. neurons.Select(neuron => _units[_inputs.Channels + neuron])]));

    private static float Single(double power, Magnitude factor) => LinearScaling.Single((new Magnitude(power) * factor).Value);
}
