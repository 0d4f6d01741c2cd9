using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// Derives the tensors of a path-norm pass from a network's parameters: |·|^q of each, times powers of two that keep every
/// value of the pass in [0, 1]. An emitted pass calls it once a node, in topological order, when it is packed.
/// </summary>
/// <remarks>
/// The pass computes non-negative sums of products (T910-957), so the value of every channel has a bound that the same
/// recurrence gives without regard to position: 1 for an input, Σ |w|^q u + |b|^q behind a linear layer. The unit of a channel
/// is the power of two just above its bound. Weights are multiplied by the units of their operand and divided by that of their
/// result, which is exact, and the pass itself needs no scaling: no depth, no exponent and no rescaling of a network takes it
/// out of the range of a float.
/// </remarks>
public sealed class PathScaling
{
    private readonly ParameterStore _parameters;
    private readonly PathPower _power;
    private readonly PathStarts _starts;

    internal PathScaling(ParameterStore parameters, PathPower power, PathStarts starts)
    {
        _parameters = parameters;
        _power = power;
        _starts = starts;
    }

    internal PathWeights Weights { get; } = new();

    internal List<ScaledValue> Results { get; } = [];

    /// <summary>An input of ones.</summary>
    public ScaledValue Ones(int channels)
    {
        // Without paths from inputs, what they feed gets weights of zero.
        var bounds = Enumerable.Repeat(_starts == PathStarts.Biases ? Magnitude.Zero : Magnitude.One, channels).ToArray();
        return ScaledValue.Carrying(bounds, [.. Enumerable.Repeat(Magnitude.One, channels)]);
    }

    /// <summary>A convolution. Numbers of tensors are those of the network; -1 is none, for a weight frozen at 1.</summary>
    public ScaledValue Conv(ScaledValue from, int weight, int bias, int channels, int groups, TapAxis rows, TapAxis columns) =>
        Linear(from, weight, bias, LinearRows.OutFirst(channels, from.Channels, groups, rows.Kernel * columns.Kernel), Footprints(rows, columns));

    /// <summary>A transposed convolution.</summary>
    public ScaledValue ConvTranspose(ScaledValue from, int weight, int bias, int channels, int groups, TapAxis rows, TapAxis columns) =>
        Linear(from, weight, bias, LinearRows.InFirst(channels, from.Channels, groups, rows.Kernel * columns.Kernel), Footprints(rows, columns));

    /// <summary>A fully connected layer.</summary>
    public ScaledValue Linear(ScaledValue from, int weight, int bias, int features) =>
        Linear(from, weight, bias, LinearRows.OutFirst(features, from.Channels, 1, 1), []);

    /// <summary>A Kronecker-sparse factor.</summary>
    public ScaledValue Kronecker(ScaledValue from, int weight, int a, int b, int c, int d) =>
        Linear(from, weight, -1, LinearRows.Kronecker(a, b, c, d), []);

    /// <summary>Per-channel weights and biases; -1 for a weight frozen at 1 and for no biases.</summary>
    public ScaledValue Scale(ScaledValue from, int weight, int bias)
    {
        var factors = Enumerable.Repeat(1d, from.Channels).ToArray();
        if (weight >= 0)
            _power.Of(Tensor(weight).Span, factors);

        if (weight < 0 && bias < 0)
            return Unit(from);

        return Affine(from, factors, bias < 0 ? null : [.. Bias(bias).ToArray().Select(b => _power.Of(b))]);
    }

    /// <summary>A batch-norm at inference: |a|^q and |c|^q of a = γ/√(s+ε) and c = β − aμ; -1 for a γ of 1 and a β of 0.</summary>
    public ScaledValue BatchNorm(ScaledValue from, int gamma, int beta, int mean, int variance, double epsilon)
    {
        var (factors, shifts) = (new double[from.Channels], new double[from.Channels]);
        for (var i = 0; i < factors.Length; i++)
        {
            var a = (gamma < 0 ? 1 : Tensor(gamma).Span[i]) / Math.Sqrt(Tensor(variance).Span[i] + epsilon);
            factors[i] = _power.Of(a);
            shifts[i] = _starts == PathStarts.Inputs ? 0 : _power.Of((beta < 0 ? 0 : Tensor(beta).Span[i]) - (a * Tensor(mean).Span[i]));
        }

        return Affine(from, factors, shifts);
    }

    /// <summary>
    /// The sum over windows of at most <paramref name="covered"/> positions, each over an edge of (1/divisor)^q. The divisor
    /// becomes part of the unit, at no cost.
    /// </summary>
    public ScaledValue SumPool(ScaledValue from, int covered, int divisor = 1)
    {
        var edge = new Magnitude(_power.Of(1d / divisor));
        from.Fix();
        return ScaledValue.Carrying([.. from.Bounds.Select(bound => bound * new Magnitude(covered) * edge)], [.. from.Units.Select(unit => unit * edge)]);
    }

    /// <summary>The same where the kernel itself divides, by numbers that differ from window to window.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="covered">The most positions of a window.</param>
    /// <param name="fewest">The smallest divisor.</param>
    public ScaledValue UnevenSumPool(ScaledValue from, int covered, int fewest)
    {
        var largest = new Magnitude(covered * _power.Of(1d / fewest));
        from.Fix();
        return ScaledValue.Carrying([.. from.Bounds.Select(bound => bound * largest)], from.Units);
    }

    /// <summary>A sum. Its operands are linear layers and scales that nothing else reads; they take its units.</summary>
    public static ScaledValue Add(params ScaledValue[] operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        var bounds = (Magnitude[])operands[0].Bounds.Clone();
        foreach (var operand in operands.Skip(1))
        {
            for (var i = 0; i < bounds.Length; i++)
            {
                bounds[i] += operand.Bounds[i];
            }
        }

        var sum = ScaledValue.Absorbing(bounds);
        foreach (var operand in operands)
        {
            operand.Join(sum);
        }

        return sum;
    }

    /// <summary>A DAG of neurons, to be added one by one.</summary>
    public NeuronScaling Neurons(ScaledValue from)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Fix();
        return new(Weights, _power, from, Tensor, Bias);
    }

    /// <summary>Channels of several values, one behind the other.</summary>
    public static ScaledValue Concat(params ScaledValue[] operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        foreach (var operand in operands)
        {
            operand.Fix();
        }

        return ScaledValue.Carrying([.. operands.SelectMany(operand => operand.Bounds)], [.. operands.SelectMany(operand => operand.Units)]);
    }

    /// <summary>Channels of zeros before and behind those of a value.</summary>
    public static ScaledValue Pad(ScaledValue from, int front, int back)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Fix();
        return ScaledValue.Carrying(
            [.. Enumerable.Repeat(Magnitude.Zero, front), .. from.Bounds, .. Enumerable.Repeat(Magnitude.Zero, back)],
            [.. Enumerable.Repeat(Magnitude.One, front), .. from.Units, .. Enumerable.Repeat(Magnitude.One, back)]);
    }

    /// <summary>A map of so many pixels as a vector.</summary>
    public static ScaledValue Flatten(ScaledValue from, int pixels)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Fix();
        return ScaledValue.Carrying(Spread(from.Bounds), Spread(from.Units));

        Magnitude[] Spread(Magnitude[] values) => [.. values.SelectMany(value => Enumerable.Repeat(value, pixels))];
    }

    /// <summary>The next output of the network.</summary>
    public void Output(ScaledValue value) => Results.Add(value);

    private static bool[][] Footprints(TapAxis rows, TapAxis columns) =>
    [
        .. from row in rows.Footprints()
           from column in columns.Footprints()
           select row.SelectMany(met => column.Select(other => met && other)).ToArray(),
    ];

    private ScaledValue Linear(ScaledValue from, int weight, int bias, LinearRows rows, bool[][] footprints)
    {
        var scaling = new LinearScaling(_power, weight < 0 ? default : Tensor(weight), bias < 0 ? default : Bias(bias), rows, footprints);
        var to = ScaledValue.Absorbing(scaling.Bounds(from.Bounds));
        Weights.Add(() => scaling.Weights(from, to));
        if (bias >= 0)
            Weights.Add(() => scaling.Biases(to));

        return to;
    }

    private ScaledValue Affine(ScaledValue from, double[] factors, double[]? shifts)
    {
        var bounds = new Magnitude[from.Channels];
        for (var i = 0; i < bounds.Length; i++)
        {
            bounds[i] = (from.Bounds[i] * new Magnitude(factors[i])) + (shifts is null ? Magnitude.Zero : new Magnitude(shifts[i]));
        }

        var to = ScaledValue.Absorbing(bounds);
        Weights.Add(() => Singles(factors, i => from.HidesValues(i) ? Magnitude.Zero : from.Units[i] / to.Units[i]));
        if (shifts is not null)
            Weights.Add(() => Singles(shifts, i => Magnitude.One / to.Units[i]));

        return to;
    }

    /// <summary>A scale frozen at one, before a sum: the change of units, if there is one.</summary>
    private ScaledValue Unit(ScaledValue from)
    {
        var to = ScaledValue.Absorbing(from.Bounds, from);
        Weights.Add(() => Singles([.. Enumerable.Repeat(1d, from.Channels)], i => from.HidesValues(i) ? Magnitude.Zero : from.Units[i] / to.Units[i]));
        return to;
    }

    private static float[] Singles(double[] numbers, Func<int, Magnitude> factor) =>
        [.. numbers.Select((number, i) => LinearScaling.Single((new Magnitude(number) * factor(i)).Value))];

    private ReadOnlyMemory<float> Tensor(int index) => _parameters.Memory(index);

    /// <summary>The biases; zeros when paths that start at them do not count.</summary>
    private ReadOnlyMemory<float> Bias(int index) => _starts == PathStarts.Inputs ? new float[Tensor(index).Length] : Tensor(index);
}
