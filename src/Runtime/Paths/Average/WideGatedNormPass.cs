using System;
using System.Linq;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Gates;

namespace NetSpec.Runtime.Paths.Average;

/// <summary>
/// The same norms as <see cref="GatedNormPass"/>, in numbers that each have an exponent of their own: for networks in one layer of
/// which paths differ by more powers of two than a double has. Slow, and right whatever the parameters.
/// </summary>
internal static class WideGatedNormPass
{
    /// <inheritdoc cref="GatedNormPass.Run"/>
    public static Magnitude[][] Run(Architecture architecture, double[] sizes, ForwardGates gates)
    {
        var layers = architecture.Layers;
        var weights = Array.ConvertAll(sizes, value => new Magnitude(value));
        var norms = new Magnitude[layers.Count][][];
        for (var i = 0; i < norms.Length; i++)
        {
            norms[i] = new Magnitude[layers[i].Size][];
            for (var neuron = 0; neuron < norms[i].Length; neuron++)
            {
                norms[i][neuron] = new Magnitude[SampleGroup.Lanes];
                if (layers[i].IsInput)
                    Array.Fill(norms[i][neuron], Magnitude.One);
                else if (layers[i].BiasOf(neuron) is >= 0 and var bias)
                    Add(norms[i][neuron], weights[bias], from: null, gates[i].Open is { } open ? open[neuron] : Vector512<double>.AllBitsSet);
            }

            if (layers[i].IsInput)
                continue;

            var sums = new Sums(weights, [.. layers[i].Inputs.Select(input => norms[input])], norms[i]);
            gates.Visit(i, ref sums);
        }

        return [.. architecture.Outputs.SelectMany(output => norms[output])];
    }

    /// <summary>Adds a weight times what a neuron has, or a bias, in the samples of a mask.</summary>
    private static void Add(Magnitude[] sums, Magnitude weight, Magnitude[]? from, Vector512<double> active)
    {
        var samples = active.ExtractMostSignificantBits();
        for (var lane = 0; lane < sums.Length; lane++)
        {
            if ((samples >> lane & 1) != 0)
                sums[lane] += from is null ? weight : weight * from[lane];
        }
    }

    private readonly struct Sums(Magnitude[] weights, Magnitude[][][] operands, Magnitude[][] sums) : IGatedSweep
    {
        public void Edge(int target, int operand, int source, int parameter, double constant, Vector512<double> active) =>
            Add(sums[target], parameter < 0 ? new(Math.Abs(constant)) : weights[parameter], operands[operand][source], active);
    }
}
