using System;
using System.Buffers;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Paths.Costs;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>Bounds and weights of a linear layer of a path-norm pass.</summary>
internal sealed class LinearScaling
{
    private readonly PathPower _power;
    private readonly ReadOnlyMemory<float> _source;
    private readonly ReadOnlyMemory<float> _bias;
    private readonly LinearRows _rows, _target;
    private readonly bool[][] _footprints;

    /// <param name="power">|·|^q.</param>
    /// <param name="source">The weights; empty when all are frozen at 1.</param>
    /// <param name="bias">The biases; empty without any.</param>
    /// <param name="rows">The order of the weights.</param>
    /// <param name="footprints">Sets of taps that meet inputs at one position; none stands for all taps.</param>
    public LinearScaling(PathPower power, ReadOnlyMemory<float> source, ReadOnlyMemory<float> bias, LinearRows rows, bool[][] footprints)
    {
        _power = power;
        _source = source;
        _bias = bias;
        _rows = _target = rows;
        _footprints = footprints.Length == 1 && footprints[0].All(met => met) ? [] : footprints;
    }

    /// <summary>The layer that takes gradients back.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="footprints">Sets of taps that meet a result at one position of the operand.</param>
    /// <param name="isMatrix">Whether it is a fully connected one.</param>
    private LinearScaling(LinearScaling layer, bool[][] footprints, bool isMatrix)
        : this(layer._power, layer._source, default, layer._rows.Transposed(), footprints) =>
        _target = layer._rows.Back(isMatrix);

    /// <inheritdoc cref="LinearScaling(LinearScaling, bool[][], bool)"/>
    public LinearScaling Back(bool[][] footprints, bool isMatrix) => new(this, footprints, isMatrix);

    /// <summary>The largest sum over the footprints of |w|^q times the inputs' bounds, plus |b|^q.</summary>
    public Magnitude[] Bounds(Magnitude[] inputs)
    {
        var vector = new MagnitudeVector(inputs);
        var bounds = new Magnitude[_rows.Outputs];
        var powers = new double[_rows.FanIn * _rows.Taps];
        var sums = new double[_rows.FanIn];
        var isWide = _power.Exponent > 2;
        for (var output = 0; output < bounds.Length; output++)
        {
            var (first, step, _, _) = _rows.Of(output);
            Powers(output, powers);
            for (var i = 0; i < Math.Max(1, _footprints.Length); i++)
            {
                Sum(powers, i < _footprints.Length ? _footprints[i] : null, sums);
                var bound = vector.Dot(sums, first, step, isWide);
                bounds[output] = bound > bounds[output] ? bound : bounds[output];
            }

            if (!_bias.IsEmpty)
                bounds[output] += new Magnitude(_power.Of(_bias.Span[output]));
        }

        return bounds;
    }

    /// <summary>|w|^q in the units of the operands and the result, in the order of the layer that reads them.</summary>
    public float[] Weights(ScaledValue from, ScaledValue to)
    {
        var weights = new float[_rows.Size];
        Fill(Units(from), to, 0, _rows.Outputs, weights, 0);
        return weights;
    }

    /// <summary>Some rows of <see cref="Weights"/> at a time; null where the layer that reads them has no matrix with a row for each of its outputs.</summary>
    public DerivedRows? Rows(ScaledValue from, ScaledValue to)
    {
        if (_target.Kind != LinearRows.Order.OutFirst || _rows.Taps > 1)
            return null;

        // Units are final only when the pass is packed.
        Lazy<MagnitudeVector> units = new(() => Units(from));
        return (first, rows) => Fill(units.Value, to, first, rows.Length / _rows.FanIn, rows, first * _rows.FanIn);
    }

    /// <summary>The costs of the weights: |w|^q times the sums of the pass, times the units of values and gradients.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="gradient">The gradient at the result.</param>
    /// <param name="run">Takes the costs.</param>
    /// <param name="sums">The first sum.</param>
    /// <param name="offset">The first weight in the store.</param>
    public void Costs(ScaledValue from, ScaledValue gradient, CostRun run, int sums, int offset)
    {
        var units = Units(from);
        var bounds = from.Bounds.Zip(from.Units, (bound, unit) => (bound / unit).Value).ToArray();
        var meets = new bool[_rows.Taps];
        for (var tap = 0; tap < meets.Length; tap++)
        {
            meets[tap] = _footprints.Length == 0 || _footprints.Any(taps => taps[tap]);
        }

        Parallel.For(
            0,
            _rows.Outputs,
            () => (Powers: new double[_rows.FanIn * _rows.Taps], Factors: new double[_rows.FanIn]),
            (output, _, room) =>
            {
                if (gradient.Bounds[output].IsZero)
                    return room;

                var (first, step, firstWeight, weightStep) = _rows.Of(output);
                var unit = new Magnitude(gradient.Units[output].Mantissa, gradient.Units[output].Exponent - run.Costs.Exponent);
                var least = CostRun.Least * (gradient.Bounds[output] / gradient.Units[output]).Value;
                Powers(output, room.Powers);
                units.Over(Magnitude.One / unit, first, step, room.Factors);
                var (total, small) = (0d, Magnitude.Zero);
                for (var i = 0; i < room.Factors.Length; i++)
                {
                    var at = firstWeight + (i * weightStep);
                    var (input, floor) = (first + (i * step), least * bounds[first + (i * step)]);
                    for (var tap = 0; tap < meets.Length; tap++)
                    {
                        var power = room.Powers[(i * meets.Length) + tap];
                        if (power == 0 || floor == 0 || !meets[tap])
                            continue;

                        double sum = run.Sum(sums + at + tap);
                        if (sum < floor)
                        {
                            run.Costs.CountEstimate();
                            sum = floor;
                        }

                        // Safe at every step, so that no product has lost digits on the way.
                        var weight = power * room.Factors[i];
                        var cost = weight * sum;
                        if (CostTable.IsSafe(room.Factors[i]) && CostTable.IsSafe(weight) && CostTable.IsSafe(cost))
                        {
                            total += cost;
                            run.Costs.Add(offset + at + tap, cost);
                        }
                        else
                        {
                            var exact = new Magnitude(power) * from.Units[input] * gradient.Units[output] * new Magnitude(sum);
                            small += exact;
                            run.Costs.Add(offset + at + tap, exact);
                        }
                    }
                }

                run.Totals[output] += new Magnitude(total, run.Costs.Exponent) + small;
                return room;
            },
            _ => { });
    }

    /// <summary>|b|^q in the units of the result.</summary>
    public float[] Biases(ScaledValue to) => ScaledBiases(_power, _bias, to);

    /// <inheritdoc cref="Biases"/>
    public static float[] ScaledBiases(PathPower power, ReadOnlyMemory<float> bias, ScaledValue to)
    {
        var biases = new float[to.Channels];
        for (var i = 0; i < bias.Length; i++)
        {
            biases[i] = Single((new Magnitude(power.Of(bias.Span[i])) / to.Units[i]).Value);
        }

        return biases;
    }

    /// <summary>
    /// The float; the largest one in place of infinity, which only a tap that never meets an input can give: times the
    /// zeros of a border that is zero.
    /// </summary>
    public static float Single(double value) => (float)Math.Min(value, float.MaxValue);

    private static MagnitudeVector Units(ScaledValue from) =>
        new([.. from.Units.Zip(from.Bounds, (unit, bound) => bound.IsZero ? Magnitude.Zero : unit)]);

    /// <summary>The weights of some outputs, where <paramref name="weights"/> begins with the tensor's weight <paramref name="start"/>.</summary>
    private void Fill(MagnitudeVector units, ScaledValue to, int firstOutput, int count, Span<float> weights, int start)
    {
        var (rentedPowers, rentedFactors) = (ArrayPool<double>.Shared.Rent(_rows.FanIn * _rows.Taps), ArrayPool<double>.Shared.Rent(_rows.FanIn));
        var powers = rentedPowers.AsSpan(0, _rows.FanIn * _rows.Taps);
        var factors = rentedFactors.AsSpan(0, _rows.FanIn);
        for (var output = firstOutput; output < firstOutput + count; output++)
        {
            var (first, step, _, _) = _rows.Of(output);
            var (_, _, weight, weightStep) = _target.Of(output);
            Powers(output, powers);
            units.Over(to.Units[output], first, step, factors);
            for (var i = 0; i < factors.Length; i++)
            {
                for (var tap = 0; tap < _rows.Taps; tap++)
                {
                    var power = powers[(i * _rows.Taps) + tap];

                    // Beside a result that holds nothing, units can be infinitely far apart.
                    weights[weight - start + (i * weightStep) + tap] = power == 0 ? 0 : Single(power * factors[i]);
                }
            }
        }

        ArrayPool<double>.Shared.Return(rentedPowers);
        ArrayPool<double>.Shared.Return(rentedFactors);
    }

    /// <summary>|w|^q of an output channel, the taps of each input together.</summary>
    private void Powers(int output, Span<double> powers)
    {
        if (_source.IsEmpty)
        {
            powers.Fill(1);
            return;
        }

        var (_, _, weight, weightStep) = _rows.Of(output);
        if (weightStep == _rows.Taps)
        {
            _power.Of(_source.Span.Slice(weight, powers.Length), powers);
            return;
        }

        for (var i = 0; i < _rows.FanIn; i++)
        {
            _power.Of(_source.Span.Slice(weight + (i * weightStep), _rows.Taps), powers.Slice(i * _rows.Taps, _rows.Taps));
        }
    }

    private void Sum(ReadOnlySpan<double> powers, bool[]? footprint, Span<double> sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            var sum = 0d;
            for (var tap = 0; tap < _rows.Taps; tap++)
            {
                sum += footprint is null || footprint[tap] ? powers[(i * _rows.Taps) + tap] : 0;
            }

            sums[i] = sum;
        }
    }
}
