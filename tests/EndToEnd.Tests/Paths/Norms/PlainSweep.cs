using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;

namespace NetSpec.EndToEnd.Tests.Paths.Norms;

/// <summary>The pass of Theorem 3.1.1, edge by edge and without any care for the range of numbers.</summary>
internal static class PlainSweep
{
    /// <summary>‖Φ^{→v}‖_q of each output neuron v.</summary>
    public static double[] Norms(Architecture architecture, double[] theta, double q, PathStarts starts)
    {
        // Powers are taken of the norms so far, so that they stay in range whatever q is.
        double Combine(double sum, double term) => double.IsPositiveInfinity(q)
            ? Math.Max(sum, term)
            : Math.Max(sum, term) is var top && top == 0 ? 0 : top * Math.Pow(Math.Pow(sum / top, q) + Math.Pow(term / top, q), 1 / q);

        return Run(architecture, theta, starts == PathStarts.Biases ? 0.0 : 1, x => starts == PathStarts.Inputs ? 0 : Math.Abs(x), Math.Abs, Combine, (weight, value) => weight * value);
    }

    /// <summary>The number of paths that are not zero.</summary>
    public static BigInteger Count(Architecture architecture, double[] theta)
    {
        static BigInteger Is(double x) => x == 0 ? 0 : 1;
        return Run(architecture, theta, BigInteger.One, Is, Is, BigInteger.Add, BigInteger.Multiply).Aggregate(BigInteger.Add);
    }

    private static T[] Run<T>(Architecture architecture, double[] theta, T one, Func<double, T> bias, Func<double, T> weight, Func<T, T, T> add, Func<T, T, T> multiply)
    {
        var values = new List<T[]>();
        foreach (var layer in architecture.Layers)
        {
            var result = Enumerable.Repeat(layer is InputLayer ? one : bias(0), layer.Size).ToArray();
            var visitor = new Visitor<T>([.. layer.Inputs.Select(input => values[input])], result, theta, weight, add, multiply);
            layer.VisitEdges(ref visitor);
            for (var neuron = 0; neuron < layer.Size; neuron++)
            {
                if (layer.BiasOf(neuron) is var index and >= 0)
                    result[neuron] = add(result[neuron], bias(theta[index]));
            }

            values.Add(result);
        }

        return [.. architecture.Outputs.SelectMany(output => values[output])];
    }

    private struct Visitor<T>(T[][] operands, T[] result, double[] theta, Func<double, T> weight, Func<T, T, T> add, Func<T, T, T> multiply) : IEdgeVisitor
    {
        public readonly void Edge(int target, int operand, int source, int parameter, double constant) =>
            result[target] = add(result[target], multiply(weight(parameter < 0 ? constant : theta[parameter]), operands[operand][source]));
    }
}
