using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;

namespace NetSpec.EndToEnd.Tests.Paths.Single;

/// <summary>Σ |Φ_p|^q over the paths to each output neuron, edge by edge over the graph, with exponents of its own.</summary>
internal static class EdgeSums
{
    public static Magnitude[] Of(Architecture architecture, ParameterStore parameters, double q, PathStarts starts = PathStarts.All)
    {
        var powers = Array.ConvertAll(EffectiveParameters.Of(architecture, parameters), x => Power(x, q));
        var values = new Magnitude[architecture.Layers.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            var layer = architecture.Layers[i];
            values[i] = new Magnitude[layer.Size];
            if (layer is InputLayer)
            {
                Array.Fill(values[i], starts == PathStarts.Biases ? Magnitude.Zero : Magnitude.One);
                continue;
            }

            var sum = new Sum([.. layer.Inputs.Select(input => values[input])], powers, values[i], q);
            layer.VisitEdges(ref sum);
            for (var neuron = 0; neuron < layer.Size && starts != PathStarts.Inputs; neuron++)
            {
                if (layer.BiasOf(neuron) is >= 0 and var bias)
                    values[i][neuron] += new Magnitude(powers[bias]);
            }
        }

        return [.. architecture.Outputs.SelectMany(output => values[output])];
    }

    private static double Power(double x, double q) => Math.Pow(Math.Abs(x), q);

    private readonly struct Sum(Magnitude[][] operands, double[] powers, Magnitude[] target, double q) : IEdgeVisitor
    {
        public void Edge(int neuron, int operand, int source, int parameter, double constant) =>
            target[neuron] += operands[operand][source] * new Magnitude(parameter < 0 ? Power(constant, q) : powers[parameter]);
    }
}
