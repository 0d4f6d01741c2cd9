using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Arithmetic;
using NetSpec.Runtime.Paths.Norms;

namespace NetSpec.Runtime.Paths.Bounds;

/// <summary>
/// The product of norms along the worst path to each output, max over p of Π(θ, p, q) (Definition 3.3.1), in one sweep:
/// with m(v) the largest Π(θ, p, q)^q of a path p that ends at v, m = 1 at an input and
/// m(v) = |b_v|^q + ‖θ^{→v}‖_q^q · max of m over the antecedents elsewhere, as no factor is negative.
/// </summary>
internal static class PathProduct
{
    /// <param name="architecture">The network.</param>
    /// <param name="theta">Its parameters (<see cref="EffectiveParameters"/>).</param>
    /// <param name="q">Positive and finite.</param>
    /// <returns>The q-th powers: one an output neuron, in the order of the architecture's outputs.</returns>
    public static Magnitude[] Powers(Architecture architecture, double[] theta, double q)
    {
        PathNorms.CheckExponent(q, nameof(q));
        if (double.IsPositiveInfinity(q))
            throw new ArgumentOutOfRangeException(nameof(q), q, "Π is defined for 0 < q < ∞ (Definition 3.3.1).");

        var powers = new WeightPowers(theta, q);
        var values = new Magnitude[architecture.Layers.Count][];
        var lastReader = LastReaders(architecture);
        for (var position = 0; position < values.Length; position++)
        {
            values[position] = Layer(architecture, position, values, powers);
            foreach (var input in architecture.Layers[position].Inputs)
            {
                if (lastReader[input] == position)
                    values[input] = [];
            }
        }

        return [.. architecture.Outputs.SelectMany(output => values[output])];
    }

    private static Magnitude[] Layer(Architecture architecture, int position, Magnitude[][] values, WeightPowers powers)
    {
        var layer = architecture.Layers[position];
        var results = new Magnitude[layer.Size];
        if (architecture.Inputs.Contains(position))
        {
            Array.Fill(results, Magnitude.One);
            return results;
        }

        for (var neuron = 0; neuron < results.Length; neuron++)
        {
            if (layer.BiasOf(neuron) is >= 0 and var bias)
                results[neuron] = powers.Of(bias);
        }

        if (layer is ConvLayer conv && powers.Plain is not null)
        {
            ConvProduct.Add(conv, values[conv.Inputs[0]], results, powers.Plain);
            return results;
        }

        var sweep = new Sweep([.. layer.Inputs.Select(input => values[input])], results, powers);
        layer.VisitEdges(ref sweep);
        sweep.Finish();
        return results;
    }

    /// <summary>For each layer the last that reads it; the end for an output.</summary>
    private static int[] LastReaders(Architecture architecture)
    {
        var last = new int[architecture.Layers.Count];
        for (var position = 0; position < last.Length; position++)
        {
            foreach (var input in architecture.Layers[position].Inputs)
            {
                last[input] = position;
            }
        }

        foreach (var output in architecture.Outputs)
        {
            last[output] = last.Length;
        }

        return last;
    }

    private struct Sweep(Magnitude[][] sources, Magnitude[] results, WeightPowers powers) : IEdgeVisitor
    {
        private readonly double[]? _plain = powers.Plain;
        private int _target = -1;
        private double _sum;
        private Magnitude _wideSum;
        private double _bestMantissa;
        private long _bestExponent;
        private double _constant = double.NaN;
        private Magnitude _constantPower;

        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            if (target != _target)
            {
                Finish();
                (_target, _sum, _wideSum, _bestMantissa, _bestExponent) = (target, 0, default, 0, long.MinValue);
            }

            if (parameter >= 0 && _plain is not null)
                _sum += _plain[parameter];
            else
                _wideSum += parameter >= 0 ? powers.Of(parameter) : PowerOf(constant);

            // A comparison of magnitudes, written out: there are many.
            ref readonly var value = ref sources[operand][source];
            if (value.Mantissa != 0 && (value.Exponent > _bestExponent || (value.Exponent == _bestExponent && value.Mantissa > _bestMantissa)))
                (_bestMantissa, _bestExponent) = (value.Mantissa, value.Exponent);
        }

        public readonly void Finish()
        {
            if (_target >= 0 && _bestMantissa != 0)
                results[_target] += (new Magnitude(_sum) + _wideSum) * new Magnitude(_bestMantissa, _bestExponent);
        }

        private Magnitude PowerOf(double constant)
        {
            if (constant != _constant)
                (_constant, _constantPower) = (constant, powers.Of(constant));
            return _constantPower;
        }
    }

    /// <summary>|θ_i|^q: in doubles where all of them fit with room to be added up, else as magnitudes.</summary>
    private sealed class WeightPowers
    {
        private const double SafeExponent = 900;

        private readonly double[] _theta;
        private readonly WeightPower _power;

        public WeightPowers(double[] theta, double q)
        {
            (_theta, _power) = (theta, new(q));
            foreach (var value in theta)
            {
                if (value != 0 && Math.Abs(Math.Log2(Math.Abs(value))) * q > SafeExponent)
                    return;
            }

            Plain = q == 1 ? Array.ConvertAll(theta, Math.Abs) : Array.ConvertAll(theta, value => Of(value).Value);
        }

        public double[]? Plain { get; }

        public Magnitude Of(int parameter) => Plain is null ? Of(_theta[parameter]) : new(Plain[parameter]);

        public Magnitude Of(double weight)
        {
            var mantissa = _power.Of(weight, out var exponent);
            return new(mantissa, exponent);
        }
    }
}
