using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Sweeps;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>
/// Derives the tensors of a path-norm pass from a network's parameters: |·|^q of each, times powers of two that keep every
/// value of the pass in [0, 1]. An emitted pass calls it once a node, in topological order, when it is packed.
/// </summary>
/// <remarks>
/// The pass computes non-negative sums of products (Theorem 3.1.1), so the value of every channel has a bound that the same
/// recurrence gives without regard to position: 1 for an input, Σ |w|^q u + |b|^q behind a linear layer. The unit of a channel
/// is the power of two just above its bound. Weights are multiplied by the units of their operand and divided by that of their
/// result, which is exact, and the pass itself needs no scaling: no depth, no exponent and no rescaling of a network takes it
/// out of the range of a float.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
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

    /// <summary>The values, in the order of the walk.</summary>
    internal List<ScaledValue> Values { get; } = [];

    /// <summary>An input of ones.</summary>
    public ScaledValue Ones(int channels)
    {
        // Without paths from inputs, what they feed gets weights of zero.
        var bounds = Enumerable.Repeat(_starts == PathStarts.Biases ? Magnitude.Zero : Magnitude.One, channels).ToArray();
        return Made(ScaledValue.Carrying(bounds, [.. Enumerable.Repeat(Magnitude.One, channels)]), null);
    }

    /// <summary>A convolution. Numbers of tensors are those of the network; -1 is none, for a weight frozen at 1.</summary>
    public ScaledValue Conv(ScaledValue from, int weight, int bias, int channels, int groups, TapAxis rows, TapAxis columns) =>
        Linear(from, weight, bias, LinearRows.OutFirst(channels, from.Channels, groups, rows.Kernel * columns.Kernel), Footprints(rows, columns),
            Footprints(rows.Back, columns.Back));

    /// <summary>A transposed convolution.</summary>
    public ScaledValue ConvTranspose(ScaledValue from, int weight, int bias, int channels, int groups, TapAxis rows, TapAxis columns) =>
        Linear(from, weight, bias, LinearRows.InFirst(channels, from.Channels, groups, rows.Kernel * columns.Kernel), Footprints(rows, columns),
            Footprints(rows.Back, columns.Back));

    /// <summary>A fully connected layer.</summary>
    public ScaledValue Linear(ScaledValue from, int weight, int bias, int features) =>
        Linear(from, weight, bias, LinearRows.OutFirst(features, from.Channels, 1, 1), [], [], isMatrix: true);

    /// <summary>A Kronecker-sparse factor.</summary>
    public ScaledValue Kronecker(ScaledValue from, int weight, int a, int b, int c, int d) =>
        Linear(from, weight, -1, LinearRows.Kronecker(a, b, c, d), [], []);

    /// <summary>Per-channel weights and biases; -1 for a weight frozen at 1 and for no biases. A tensor of one weight is that of all channels.</summary>
    public ScaledValue Scale(ScaledValue from, int weight, int bias)
    {
        var factors = Enumerable.Repeat(1d, from.Channels).ToArray();
        if (weight >= 0 && Tensor(weight).Length == 1)
            Array.Fill(factors, _power.Of(Tensor(weight).Span[0]));
        else if (weight >= 0)
            _power.Of(Tensor(weight).Span, factors);

        if (weight < 0 && bias < 0)
            return Unit(from);

        return Affine(from, weight, factors, bias, bias < 0 ? null : Powers(bias));
    }

    /// <summary>Frozen edges side by side, whose |·|^q add up to one factor; one that a float takes for 1 changes units alone.</summary>
    public ScaledValue Edges(ScaledValue from, params double[] edges)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(edges);
        var factor = edges.Sum(_power.Of);
        return (float)factor == 1 ? Unit(from) : Affine(from, -1, [.. Enumerable.Repeat(factor, from.Channels)], -1, null);
    }

    /// <summary>Frozen edges side by side, and a frozen bias.</summary>
    public ScaledValue BiasedEdges(ScaledValue from, double bias, params double[] edges)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(edges);
        var shift = _starts == PathStarts.Inputs ? 0 : _power.Of(bias);
        return Affine(
            from, -1, [.. Enumerable.Repeat(edges.Sum(_power.Of), from.Channels)], -1, [.. Enumerable.Repeat(shift, from.Channels)]);
    }

    /// <summary>A batch-norm at inference: |a|^q and |c|^q of a = γ/√(s+ε) and c = β − aμ; -1 for a γ of 1 and a β of 0.</summary>
    public ScaledValue BatchNorm(ScaledValue from, int gamma, int beta, int mean, int variance, double epsilon)
    {
        var (factors, shifts) = (new double[from.Channels], new double[from.Channels]);
        for (var i = 0; i < factors.Length; i++)
        {
            var a = (gamma < 0 ? 1 : Tensor(gamma).Span[i]) / Math.Sqrt(Tensor(variance).Span[i] + epsilon);
            if (!double.IsFinite(a))
                throw AbsoluteParameters.Unbounded(_parameters.Layout, _parameters.Values, _parameters.Layout[variance].Offset + i, epsilon);

            factors[i] = _power.Of(a);
            shifts[i] = _starts == PathStarts.Inputs ? 0 : _power.Of((beta < 0 ? 0 : Tensor(beta).Span[i]) - (a * Tensor(mean).Span[i]));
        }

        return Affine(from, gamma, factors, beta, shifts);
    }

    /// <summary>
    /// The sum over windows of at most <paramref name="covered"/> positions, each over an edge of (1/divisor)^q. The divisor
    /// becomes part of the unit, at no cost.
    /// </summary>
    public ScaledValue SumPool(ScaledValue from, int covered, int divisor = 1)
    {
        var edge = new Magnitude(_power.Of(1d / divisor));
        from.Fix();
        return Made(
            ScaledValue.Carrying([.. from.Bounds.Select(bound => bound * new Magnitude(covered) * edge)], [.. from.Units.Select(unit => unit * edge)]),
            new ScalingOrigin.Windows(from, new Magnitude(covered), edge));
    }

    /// <summary>The same where the kernel itself divides, by numbers that differ from window to window.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="covered">The most positions of a window.</param>
    /// <param name="fewest">The smallest divisor.</param>
    public ScaledValue UnevenSumPool(ScaledValue from, int covered, int fewest)
    {
        var largest = new Magnitude(covered * _power.Of(1d / fewest));
        from.Fix();
        return Made(
            ScaledValue.Carrying([.. from.Bounds.Select(bound => bound * largest)], from.Units),
            new ScalingOrigin.Windows(from, largest, Magnitude.One));
    }

    /// <summary>Every pixel so many times.</summary>
    public ScaledValue Upsample(ScaledValue from, int copies)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Fix();
        return Made(ScaledValue.Carrying(from.Bounds, from.Units), new ScalingOrigin.Windows(from, new Magnitude(copies), Magnitude.One));
    }

    /// <summary>Sums of neighbours with weights that are together 1, each to the power of q.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="covered">The most places that one of the result is made of.</param>
    /// <param name="copies">The most places that one of the operand is a part of.</param>
    public ScaledValue Interpolate(ScaledValue from, int covered, int copies)
    {
        ArgumentNullException.ThrowIfNull(from);

        // Below q = 1 the sum is largest where all weights are equal, else where one of them is 1.
        var largest = new Magnitude(Math.Max(1, covered * _power.Of(1d / covered)));
        from.Fix();
        return Made(
            ScaledValue.Carrying([.. from.Bounds.Select(bound => bound * largest)], from.Units),
            new ScalingOrigin.Windows(from, new Magnitude(copies), Magnitude.One));
    }

    /// <summary>A sum. Its operands are linear layers and scales that nothing else reads; they take its units.</summary>
    public ScaledValue Add(params ScaledValue[] operands)
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

        return Made(sum, new ScalingOrigin.Sum(operands));
    }

    /// <summary>A DAG of neurons, to be added one by one.</summary>
    public NeuronScaling Neurons(ScaledValue from)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Fix();
        return new(Weights, _power, from, Tensor, Bias, value => Made(value, null));
    }

    /// <summary>Channels of several values, one behind the other.</summary>
    public ScaledValue Concat(params ScaledValue[] operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        foreach (var operand in operands)
        {
            operand.Fix();
        }

        return Made(
            ScaledValue.Carrying([.. operands.SelectMany(operand => operand.Bounds)], [.. operands.SelectMany(operand => operand.Units)]),
            new ScalingOrigin.Join(operands));
    }

    /// <summary>Some of the channels of a value.</summary>
    public ScaledValue Slice(ScaledValue from, int first, int count) => Select(from, [.. Enumerable.Range(first, count)]);

    /// <summary>The channels of a value's groups by turns.</summary>
    public ScaledValue Shuffle(ScaledValue from, int groups)
    {
        ArgumentNullException.ThrowIfNull(from);
        var size = from.Channels / groups;
        return Select(from, [.. Enumerable.Range(0, from.Channels).Select(channel => (channel % groups * size) + (channel / groups))]);
    }

    /// <summary>Channels of zeros before and behind those of a value.</summary>
    public ScaledValue Pad(ScaledValue from, int front, int back)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Fix();
        return Made(
            ScaledValue.Carrying(
                [.. Enumerable.Repeat(Magnitude.Zero, front), .. from.Bounds, .. Enumerable.Repeat(Magnitude.Zero, back)],
                [.. Enumerable.Repeat(Magnitude.One, front), .. from.Units, .. Enumerable.Repeat(Magnitude.One, back)]),
            new ScalingOrigin.Between(from, front));
    }

    /// <summary>A map of so many pixels as a vector.</summary>
    public ScaledValue Flatten(ScaledValue from, int pixels)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Fix();
        return Made(ScaledValue.Carrying(Spread(from.Bounds), Spread(from.Units)), new ScalingOrigin.Pixels(from, pixels));

        Magnitude[] Spread(Magnitude[] values) => [.. values.SelectMany(value => Enumerable.Repeat(value, pixels))];
    }

    /// <summary>
    /// A map of one row with channels and columns exchanged. Its operand is a linear layer or scale that nothing else reads, and takes one unit for all
    /// channels.
    /// </summary>
    public ScaledValue Turn(ScaledValue from, int channels)
    {
        ArgumentNullException.ThrowIfNull(from);
        var largest = ScalingOrigin.Turned.Largest(from.Bounds);
        var common = ScaledValue.Absorbing([.. Enumerable.Repeat(largest, from.Channels)]);
        from.Join(common);
        common.Fix();
        return Made(
            ScaledValue.Carrying([.. Enumerable.Repeat(largest, channels)], [.. Enumerable.Repeat(common.Units[0], channels)]),
            new ScalingOrigin.Turned(from));
    }

    /// <summary>The next output of the network.</summary>
    public void Output(ScaledValue value) => Results.Add(value);

    /// <summary>The first element, in the store, of the network's tensor that one of the pass comes from; -1 for one that comes from none.</summary>
    internal int OffsetOf(PathTensor tensor) => tensor.Source < 0 ? -1 : _parameters.Layout[tensor.Source].Offset;

    private static bool[][] Footprints(TapAxis rows, TapAxis columns) =>
    [
        .. from row in rows.Footprints()
           from column in columns.Footprints()
           select row.SelectMany(met => column.Select(other => met && other)).ToArray(),
    ];

    private ScaledValue Select(ScaledValue from, int[] channels)
    {
        ArgumentNullException.ThrowIfNull(from);
        from.Fix();
        return Made(
            ScaledValue.Carrying(Array.ConvertAll(channels, channel => from.Bounds[channel]), Array.ConvertAll(channels, channel => from.Units[channel])),
            new ScalingOrigin.Selection(from, channels));
    }

    private ScaledValue Made(ScaledValue value, ScalingOrigin? step)
    {
        Values.Add(value.MadeBy(Values.Count, step));
        return value;
    }

    private ScaledValue Linear(ScaledValue from, int weight, int bias, LinearRows rows, bool[][] footprints, bool[][] back, bool isMatrix = false)
    {
        var scaling = new LinearScaling(_power, weight < 0 ? default : Tensor(weight), bias < 0 ? default : Bias(bias), rows, footprints);
        var to = Made(ScaledValue.Absorbing(scaling.Bounds(from.Bounds)), new ScalingOrigin.Layer(from, scaling.Back(back, isMatrix)));
        Weights.Add(() => scaling.Weights(from, to), new(weight, from, to) { Layer = scaling }, scaling.Rows(from, to));
        if (bias >= 0)
            Weights.Add(() => scaling.Biases(to), new(bias, null, to) { Numbers = Powers(bias) });

        return to;
    }

    private ScaledValue Affine(ScaledValue from, int weight, double[] factors, int bias, double[]? shifts)
    {
        var bounds = new Magnitude[from.Channels];
        for (var i = 0; i < bounds.Length; i++)
        {
            bounds[i] = (from.Bounds[i] * new Magnitude(factors[i])) + (shifts is null ? Magnitude.Zero : new Magnitude(shifts[i]));
        }

        var to = Made(ScaledValue.Absorbing(bounds), new ScalingOrigin.Factors(from, factors));
        Weights.Add(
            () => Singles(factors, i => from.HidesValues(i) ? Magnitude.Zero : from.Units[i] / to.Units[i]), new(weight, from, to)
            {
                Numbers = factors,
                IsShared = weight >= 0 && Tensor(weight).Length == 1,
            });
        if (shifts is not null)
            Weights.Add(() => Singles(shifts, i => Magnitude.One / to.Units[i]), new(bias, null, to) { Numbers = shifts });

        return to;
    }

    /// <summary>A scale frozen at one, before a sum: the change of units, if there is one.</summary>
    private ScaledValue Unit(ScaledValue from)
    {
        var to = Made(ScaledValue.Absorbing(from.Bounds, from), new ScalingOrigin.Factors(from, null));
        double[] ones = [.. Enumerable.Repeat(1d, from.Channels)];
        Weights.Add(() => Singles(ones, i => from.HidesValues(i) ? Magnitude.Zero : from.Units[i] / to.Units[i]), new(-1, from, to) { Numbers = ones });
        return to;
    }

    private static float[] Singles(double[] numbers, Func<int, Magnitude> factor) =>
        [.. numbers.Select((number, i) => LinearScaling.Single((new Magnitude(number) * factor(i)).Value))];

    private double[] Powers(int bias) => [.. Bias(bias).ToArray().Select(b => _power.Of(b))];

    private ReadOnlyMemory<float> Tensor(int index) => _parameters.Memory(index);

    /// <summary>The biases; zeros when paths that start at them do not count.</summary>
    private ReadOnlyMemory<float> Bias(int index) => _starts == PathStarts.Inputs ? new float[Tensor(index).Length] : Tensor(index);
}
