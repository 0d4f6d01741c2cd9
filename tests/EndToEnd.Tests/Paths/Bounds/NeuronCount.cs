using System;
using System.Linq;
using System.Numerics;
using NetSpec.Runtime.Graphs;

namespace NetSpec.EndToEnd.Tests.Paths.Bounds;

/// <summary>The number of paths and the depth of a small graph, neuron by neuron and edge by edge.</summary>
internal static class NeuronCount
{
    /// <summary>Paths that end at an output and start at an input or at a neuron with a bias.</summary>
    public static BigInteger Paths(Architecture architecture)
    {
        var counts = Walk(architecture, (layer, neuron, antecedents) =>
            antecedents.Aggregate(layer.BiasOf(neuron) >= 0 ? BigInteger.One : BigInteger.Zero, (sum, paths) => sum + paths));
        return architecture.Outputs.SelectMany(output => counts[output]).Aggregate(BigInteger.Zero, (sum, paths) => sum + paths);
    }

    /// <summary>ReLU and k-max-pool neurons on the longest path, and the output.</summary>
    public static BigInteger Depth(Architecture architecture)
    {
        var depths = Walk(architecture, (layer, neuron, antecedents) =>
            antecedents.Append(1).Max() + (layer.ActivationOf(neuron) == Activation.Identity ? 0 : 1));
        return architecture.Outputs.SelectMany(output => depths[output]).Max();
    }

    private static BigInteger[][] Walk(Architecture architecture, Func<Layer, int, BigInteger[], BigInteger> neuron)
    {
        var values = new BigInteger[architecture.Layers.Count][];
        for (var position = 0; position < values.Length; position++)
        {
            var layer = architecture.Layers[position];
            if (architecture.Inputs.Contains(position))
            {
                values[position] = [.. Enumerable.Repeat(BigInteger.One, layer.Size)];
                continue;
            }

            var edges = new Collector([.. layer.Inputs.Select(input => values[input])], layer.Size);
            layer.VisitEdges(ref edges);
            values[position] = [.. Enumerable.Range(0, layer.Size).Select(i => neuron(layer, i, [.. edges.Antecedents[i]]))];
        }

        return values;
    }

    private readonly struct Collector(BigInteger[][] operands, int size) : IEdgeVisitor
    {
        public System.Collections.Generic.List<BigInteger>[] Antecedents { get; } =
            [.. Enumerable.Range(0, size).Select(_ => new System.Collections.Generic.List<BigInteger>())];

        public void Edge(int target, int operand, int source, int parameter, double constant) => Antecedents[target].Add(operands[operand][source]);
    }
}
