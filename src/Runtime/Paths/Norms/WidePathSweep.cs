using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>
/// The same values as <see cref="PathSweep"/>, edge by edge in numbers that each have an exponent of their own: for networks in
/// one channel of which paths differ by more powers of two than a double has. Slow, and right whatever the parameters.
/// </summary>
internal static class WidePathSweep
{
    /// <inheritdoc cref="PathSweep.Run"/>
    public static Magnitude[] Run<TArithmetic>(Architecture architecture, double[] theta, WeightPower power, PathStarts starts, TArithmetic arithmetic)
        where TArithmetic : struct, IPathArithmetic
    {
        var layers = architecture.Layers;
        var weights = Array.ConvertAll(theta, value => PowerOf(power, value));
        var values = new Magnitude[layers.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new Magnitude[layers[i].Size];
            if (layers[i].IsInput)
            {
                Array.Fill(values[i], starts == PathStarts.Biases ? Magnitude.Zero : Magnitude.One);
                continue;
            }

            for (var neuron = 0; starts != PathStarts.Inputs && neuron < values[i].Length; neuron++)
            {
                if (layers[i].BiasOf(neuron) is >= 0 and var bias)
                    values[i][neuron] = weights[bias];
            }

            var visitor = new Visitor<TArithmetic>
            {
                Arithmetic = arithmetic,
                Power = power,
                Weights = weights,
                Operands = [.. layers[i].Inputs.Select(input => values[input])],
                Result = values[i],
            };
            layers[i].VisitEdges(ref visitor);
        }

        return [.. architecture.Outputs.SelectMany(output => values[output])];
    }

    private static Magnitude PowerOf(WeightPower power, double value)
    {
        var mantissa = power.Of(value, out var exponent);
        return new(mantissa, exponent);
    }

    private struct Visitor<TArithmetic> : IEdgeVisitor
        where TArithmetic : struct, IPathArithmetic
    {
        public TArithmetic Arithmetic;
        public WeightPower Power;
        public Magnitude[] Weights, Result;
        public Magnitude[][] Operands;

        public readonly void Edge(int target, int operand, int source, int parameter, double constant) =>
            Result[target] = Arithmetic.Add(Result[target], (parameter >= 0 ? Weights[parameter] : PowerOf(Power, constant)) * Operands[operand][source]);
    }
}
