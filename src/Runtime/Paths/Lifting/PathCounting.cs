using System;
using System.Globalization;
using System.Numerics;
using NetSpec.Runtime.Graphs;

namespace NetSpec.Runtime.Paths.Lifting;

/// <summary>Counts paths from the outputs back, up to a limit: for each neuron, how many ways lead from it to an output.</summary>
internal static class PathCounting
{
    /// <summary>Whether there are more paths than a limit. Stops as soon as that is known, so it is quick for large networks.</summary>
    public static bool Exceeds(Architecture architecture, int limit)
    {
        var ways = new double[architecture.Layers.Count][];
        foreach (var output in architecture.Outputs)
        {
            ways[output] ??= new double[architecture.Layers[output].Size];
            for (var neuron = 0; neuron < ways[output].Length; neuron++)
            {
                ways[output][neuron]++;
            }
        }

        var paths = 0.0;
        for (var index = architecture.Layers.Count - 1; index >= 0; index--)
        {
            if (ways[index] is not { } here)
                continue;

            var layer = architecture.Layers[index];
            for (var neuron = 0; neuron < here.Length; neuron++)
            {
                if (layer.IsInput || layer.BiasOf(neuron) >= 0)
                    paths += here[neuron];
            }

            if (paths > limit)
                return true;

            foreach (var input in layer.Inputs)
            {
                ways[input] ??= new double[architecture.Layers[input].Size];
            }

            var edges = new Edges(here, Array.ConvertAll([.. layer.Inputs], input => ways[input]));
            layer.VisitEdges(ref edges);
            ways[index] = null!;
        }

        return false;
    }

    /// <summary>A number of paths as a message shows it: exact up to a million, else to five digits.</summary>
    public static string Text(BigInteger count)
    {
        var shift = Math.Max(0, count.GetBitLength() - 60);
        return count < 1_000_000 ? count.ToString(CultureInfo.InvariantCulture) : new Magnitude((double)(count >> (int)shift), shift).ToString();
    }

    private readonly struct Edges(double[] ways, double[][] operands) : IEdgeVisitor
    {
        public void Edge(int target, int operand, int source, int parameter, double constant) => operands[operand][source] += ways[target];
    }
}
