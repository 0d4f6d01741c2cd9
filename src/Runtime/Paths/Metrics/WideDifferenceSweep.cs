using System;
using System.Linq;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Metrics;

/// <summary>
/// The same differences as <see cref="DifferenceSweep"/>, edge by edge in numbers that each have an exponent of their own: for
/// networks in one layer of which paths differ by more powers of two than a double has, and of which a bound would otherwise
/// come out as 0. Slow, and right whatever the parameters.
/// </summary>
internal static class WideDifferenceSweep
{
    /// <inheritdoc cref="DifferenceSweep.Run"/>
    public static Magnitude[] Run(Architecture architecture, double[] larger, double[] smaller, double[] gaps, PathStarts starts)
    {
        var layers = architecture.Layers;
        var (sums, differences) = (new Magnitude[layers.Count][], new Magnitude[layers.Count][]);
        for (var i = 0; i < layers.Count; i++)
        {
            (sums[i], differences[i]) = (new Magnitude[layers[i].Size], new Magnitude[layers[i].Size]);
            if (layers[i].IsInput)
            {
                Array.Fill(sums[i], starts == PathStarts.Biases ? Magnitude.Zero : Magnitude.One);
                continue;
            }

            var visitor = new Visitor
            {
                Larger = larger,
                Smaller = smaller,
                Gaps = gaps,
                Sums = [.. layers[i].Inputs.Select(input => sums[input])],
                Differences = [.. layers[i].Inputs.Select(input => differences[input])],
                Sum = sums[i],
                Difference = differences[i],
            };
            layers[i].VisitEdges(ref visitor);
            for (var neuron = 0; starts != PathStarts.Inputs && neuron < layers[i].Size; neuron++)
            {
                if (layers[i].BiasOf(neuron) is >= 0 and var bias)
                {
                    sums[i][neuron] += new Magnitude(smaller[bias]);
                    differences[i][neuron] += new Magnitude(gaps[bias]);
                }
            }
        }

        return [.. architecture.Outputs.SelectMany(output => differences[output])];
    }

    private struct Visitor : IEdgeVisitor
    {
        public double[] Larger, Smaller, Gaps;
        public Magnitude[][] Sums, Differences;
        public Magnitude[] Sum, Difference;

        public readonly void Edge(int target, int operand, int source, int parameter, double constant)
        {
            var (large, small, gap) = parameter >= 0 ? (Larger[parameter], Smaller[parameter], Gaps[parameter]) : (Math.Abs(constant), Math.Abs(constant), 0);
            Sum[target] += new Magnitude(small) * Sums[operand][source];
            Difference[target] += (new Magnitude(large) * Differences[operand][source]) + (new Magnitude(gap) * Sums[operand][source]);
        }
    }
}
