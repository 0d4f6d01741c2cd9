using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

/// <summary>Passes over a network neuron by neuron for parameters in double, straight from the definitions.</summary>
internal static class NeuronSweeps
{
    /// <summary>R_θ(x) by Definition 2.2.2: the values of all outputs.</summary>
    public static double[] Forward(Architecture architecture, ReadOnlySpan<double> theta, double[] x) =>
        Run(architecture, theta.ToArray(), x, (activation, k, terms, bias) => activation switch
        {
            Activation.KMaxPool => terms.Select(term => term + bias).OrderDescending().ElementAt(k - 1),
            Activation.Relu => Math.Max(terms.Sum() + bias, 0),
            _ => terms.Sum() + bias,
        });

    /// <summary>The sum over the paths to each output of |Φ_p|^q (Theorem 3.1.1).</summary>
    public static double[] PathSums(Architecture architecture, ReadOnlySpan<double> theta, double q)
    {
        var powers = theta.ToArray().Select(value => Math.Pow(Math.Abs(value), q)).ToArray();
        var ones = Enumerable.Repeat(1.0, architecture.Inputs.Sum(input => architecture.Layers[input].Size)).ToArray();
        return Run(architecture, powers, ones, (_, _, terms, bias) => terms.Sum() + bias, constant => Math.Pow(Math.Abs(constant), q));
    }

    private static double[] Run(Architecture architecture, double[] theta, double[] x, Func<Activation, int, List<double>, double, double> neuron, Func<double, double>? frozen = null)
    {
        var values = new double[architecture.Layers.Count][];
        var read = 0;
        foreach (var input in architecture.Inputs)
        {
            values[input] = x[read..(read += architecture.Layers[input].Size)];
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not null)
                continue;

            var layer = architecture.Layers[i];
            var walk = new Walk([.. Enumerable.Range(0, layer.Size).Select(_ => new List<double>())], [.. layer.Inputs.Select(input => values[input])], theta, frozen ?? (constant => constant));
            layer.VisitEdges(ref walk);
            values[i] = [.. walk.Terms.Select((terms, v) => neuron(layer.ActivationOf(v), layer.KOf(v), terms, layer.BiasOf(v) < 0 ? 0 : theta[layer.BiasOf(v)]))];
        }

        return [.. architecture.Outputs.SelectMany(output => values[output])];
    }

    private readonly record struct Walk(List<double>[] Terms, double[][] Operands, double[] Theta, Func<double, double> Frozen) : IEdgeVisitor
    {
        public void Edge(int target, int operand, int source, int parameter, double constant) =>
            Terms[target].Add((parameter < 0 ? Frozen(constant) : Theta[parameter]) * Operands[operand][source]);
    }
}
