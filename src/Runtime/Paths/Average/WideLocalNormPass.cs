using System;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;
using NetSpec.Runtime.Paths.Gates;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>
/// The same norms as <see cref="LocalNormPass"/>, in numbers that each have an exponent of their own: for slopes that no double
/// holds. Slow, and right whatever the parameters.
/// </summary>
internal static class WideLocalNormPass
{
    /// <inheritdoc cref="LocalNormPass.Run"/>
    public static Magnitude[] Run(Architecture architecture, double[] theta, ForwardGates gates, NeuronPlace output)
    {
        var weights = Array.ConvertAll(theta, value => new ScaledNumber(value));
        var slopes = new ScaledNumber[architecture.Layers.Count][][];
        slopes[output.Layer] = Zeros(architecture.Layers[output.Layer]);
        Array.Fill(slopes[output.Layer][output.Index], new(1));
        var (norms, intercepts) = (new Magnitude[SampleGroup.Lanes], new ScaledNumber[SampleGroup.Lanes]);
        for (var index = output.Layer; index >= 0; index--)
        {
            if (slopes[index] is not { } here)
                continue;

            var layer = architecture.Layers[index];
            for (var neuron = 0; neuron < here.Length; neuron++)
            {
                if (layer.IsInput)
                    AddSizes(norms, here[neuron]);
                else if (layer.BiasOf(neuron) is >= 0 and var bias)
                    Add(intercepts, weights[bias], here[neuron], gates[index].Open is { } open ? open[neuron] : Vector512<double>.AllBitsSet);
            }

            foreach (var input in layer.Inputs)
            {
                slopes[input] ??= Zeros(architecture.Layers[input]);
            }

            var sweep = new Edges(weights, here, Array.ConvertAll([.. layer.Inputs], input => slopes[input]));
            gates.Visit(index, ref sweep);
            slopes[index] = null!;
        }

        AddSizes(norms, intercepts);
        return norms;
    }

    private static ScaledNumber[][] Zeros(Layer layer)
    {
        var zeros = new ScaledNumber[layer.Size][];
        for (var neuron = 0; neuron < zeros.Length; neuron++)
        {
            zeros[neuron] = new ScaledNumber[SampleGroup.Lanes];
        }

        return zeros;
    }

    private static void AddSizes(Magnitude[] sums, ScaledNumber[] terms)
    {
        for (var lane = 0; lane < sums.Length; lane++)
        {
            sums[lane] += terms[lane].Size;
        }
    }

    /// <summary>Adds a parameter times the slopes of a neuron in the samples of a mask.</summary>
    private static void Add(ScaledNumber[] sums, ScaledNumber weight, ScaledNumber[] slopes, Vector512<double> active)
    {
        var samples = active.ExtractMostSignificantBits();
        for (var lane = 0; lane < sums.Length; lane++)
        {
            if ((samples >> lane & 1) != 0)
                sums[lane] += weight * slopes[lane];
        }
    }

    private readonly struct Edges(ScaledNumber[] weights, ScaledNumber[][] targets, ScaledNumber[][][] operands) : IGatedSweep
    {
        public void Edge(int target, int operand, int source, int parameter, double constant, Vector512<double> active) =>
            Add(operands[operand][source], parameter < 0 ? new(constant) : weights[parameter], targets[target], active);
    }
}
