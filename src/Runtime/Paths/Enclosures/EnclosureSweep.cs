using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Enclosures;

/// <summary>The forward sweep of the ℓ¹ path norm (Theorem 3.1.1) in intervals, edge by edge.</summary>
internal static class EnclosureSweep
{
    /// <summary>Operations on a term beside its place in the sum: two products, a scaling, and the bias.</summary>
    private const int RoundingsOfTerm = 4;

    public static MagnitudeInterval Run(Architecture architecture, ReadOnlySpan<float> parameters, PathStarts starts)
    {
        var values = parameters.ToArray();
        var layers = architecture.Layers;
        var enclosed = new EnclosedLayer?[layers.Count];
        var lastReader = new int[layers.Count];
        for (var i = 0; i < layers.Count; i++)
        {
            foreach (var input in layers[i].Inputs)
            {
                lastReader[input] = i;
            }
        }

        foreach (var output in architecture.Outputs)
        {
            lastReader[output] = int.MaxValue;
        }

        for (var i = 0; i < layers.Count; i++)
        {
            enclosed[i] = Enclose(layers[i], enclosed, values, starts);
            foreach (var input in layers[i].Inputs)
            {
                if (lastReader[input] == i)
                    enclosed[input] = null;
            }
        }

        return Sum([.. architecture.Outputs.Select(output => enclosed[output]!)]);
    }

    private static EnclosedLayer Enclose(Layer layer, EnclosedLayer?[] enclosed, float[] parameters, PathStarts starts)
    {
        if (layer.IsInput)
        {
            var input = new EnclosedLayer(layer.Size, 0);
            Array.Fill(input.Lower, starts is PathStarts.Biases ? 0 : 1);
            Array.Fill(input.Upper, starts is PathStarts.Biases ? 0 : 1);
            return input;
        }

        // A bias that is large beside what comes in stays in range: the exponent is at least its own.
        var counts = new int[layer.Size];
        var exponent = layer.Inputs.Select(input => enclosed[input]!.Exponent).DefaultIfEmpty(0).Max();
        var hasBias = starts is not PathStarts.Inputs && layer.Size > 0;
        if (hasBias)
            exponent = Math.Max(exponent, LargestBias(layer, parameters));
        var result = new EnclosedLayer(layer.Size, exponent);
        var visitor = new Visitor(layer, enclosed, parameters, result, counts);
        layer.VisitEdges(ref visitor);
        var weights = new WeightIntervals(layer, parameters);
        for (var neuron = 0; neuron < layer.Size; neuron++)
        {
            var (lower, upper) = (result.Lower[neuron], result.Upper[neuron]);
            if (hasBias && layer.BiasOf(neuron) is >= 0 and var index)
            {
                var bias = weights.Bias(index);
                lower += EnclosedLayer.ScaledDown(bias.Lower, -exponent);
                upper += EnclosedLayer.ScaledUp(bias.Upper, -exponent);
            }

            var roundings = counts[neuron] + RoundingsOfTerm;
            result.Lower[neuron] = lower == 0 ? 0 : Rounding.Down(lower, roundings);
            result.Upper[neuron] = upper == 0 && counts[neuron] == 0 ? 0 : Rounding.Up(upper, roundings);
        }

        result.Normalise();
        return result;
    }

    private static long LargestBias(Layer layer, float[] parameters)
    {
        var weights = new WeightIntervals(layer, parameters);
        var (largest, last) = (0.0, -1);
        for (var neuron = 0; neuron < layer.Size; neuron++)
        {
            if (layer.BiasOf(neuron) is >= 0 and var index && index != last)
                (largest, last) = (Math.Max(largest, weights.Bias(index).Upper), index);
        }

        return largest == 0 ? long.MinValue : Math.ILogB(largest);
    }

    private static MagnitudeInterval Sum(EnclosedLayer[] outputs)
    {
        var exponent = outputs.Max(output => output.Exponent);
        var (lower, upper, terms) = (0.0, 0.0, 0L);
        foreach (var output in outputs)
        {
            terms += output.Lower.Length;
            foreach (var value in output.Lower)
            {
                lower += EnclosedLayer.ScaledDown(value, output.Exponent - exponent);
            }

            foreach (var value in output.Upper)
            {
                upper += EnclosedLayer.ScaledUp(value, output.Exponent - exponent);
            }
        }

        return new(new(lower == 0 ? 0 : Rounding.Down(lower, terms), exponent), new(upper == 0 ? 0 : Rounding.Up(upper, terms), exponent));
    }

    /// <summary>Adds the term of an edge to both ends.</summary>
    private struct Visitor : IEdgeVisitor
    {
        private readonly double[][] _lower, _upper;
        private readonly double[] _lowerScales, _upperScales;
        private readonly EnclosedLayer _result;
        private readonly int[] _counts;
        private readonly Layer _layer;
        private readonly float[] _parameters;
        private readonly bool _isNorm;

        public Visitor(Layer layer, EnclosedLayer?[] enclosed, float[] parameters, EnclosedLayer result, int[] counts)
        {
            (_layer, _parameters, _result, _counts, _isNorm) = (layer, parameters, result, counts, layer is BatchNormLayer);
            _lower = [.. layer.Inputs.Select(input => enclosed[input]!.Lower)];
            _upper = [.. layer.Inputs.Select(input => enclosed[input]!.Upper)];

            // Powers of two, at most 1: exact, but where they are below the range.
            _lowerScales = [.. layer.Inputs.Select(input => Math.ScaleB(1, (int)Math.Max(-2000, enclosed[input]!.Exponent - result.Exponent)))];
            _upperScales = [.. _lowerScales.Select(scale => Math.Max(scale, double.Epsilon))];
        }

        public readonly void Edge(int target, int operand, int source, int parameter, double constant)
        {
            var (low, high) = parameter < 0 ? WeightIntervals.Frozen(constant)
                : _isNorm ? new WeightIntervals(_layer, _parameters).Weight(parameter)
                : (Math.Abs((double)_parameters[parameter]), Math.Abs((double)_parameters[parameter]));

            // What is 0 for certain adds nothing and rounds nothing.
            var (lower, upper) = (_lower[operand][source], _upper[operand][source]);
            if (high == 0 || upper == 0)
                return;

            // Scaled last, so that what is lost below the range is not multiplied.
            _result.Lower[target] += low * lower * _lowerScales[operand];
            _result.Upper[target] += high * upper * _upperScales[operand];
            _counts[target]++;
        }
    }
}
