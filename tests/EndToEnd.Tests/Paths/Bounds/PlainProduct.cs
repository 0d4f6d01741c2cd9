using System;
using System.Linq;
using NetSpec.Runtime.Graphs;

namespace NetSpec.EndToEnd.Tests.Paths.Bounds;

/// <summary>max over p of Π(θ, p, q) for each output (Definition 3.3.1), edge by edge in doubles that may overflow.</summary>
internal static class PlainProduct
{
    public static double[] Of(Architecture architecture, double[] theta, double q)
    {
        var values = new double[architecture.Layers.Count][];
        for (var position = 0; position < values.Length; position++)
        {
            var layer = architecture.Layers[position];
            if (architecture.Inputs.Contains(position))
            {
                values[position] = [.. Enumerable.Repeat(1.0, layer.Size)];
                continue;
            }

            var edges = new Edges([.. layer.Inputs.Select(input => values[input])], theta, q, new double[layer.Size], new double[layer.Size]);
            layer.VisitEdges(ref edges);
            values[position] =
            [
                .. Enumerable.Range(0, layer.Size).Select(neuron =>
                    (layer.BiasOf(neuron) is >= 0 and var bias ? Math.Pow(Math.Abs(theta[bias]), q) : 0) + (edges.Norms[neuron] * edges.Largest[neuron])),
            ];
        }

        return [.. architecture.Outputs.SelectMany(output => values[output]).Select(value => Math.Pow(value, 1 / q))];
    }

    private readonly record struct Edges(double[][] Operands, double[] Theta, double Q, double[] Norms, double[] Largest) : IEdgeVisitor
    {
        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            Norms[target] += Math.Pow(Math.Abs(parameter >= 0 ? Theta[parameter] : constant), Q);
            Largest[target] = Math.Max(Largest[target], Operands[operand][source]);
        }
    }
}
