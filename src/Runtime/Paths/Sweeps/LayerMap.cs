using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>
/// The linear map that a layer becomes once its activations are the identity (Theorem 3.1.1), and the two maps of its
/// adjoint. Convolutions and linear layers are products of matrices; every other layer goes edge by edge.
/// </summary>
internal static class LayerMap
{
    /// <summary>result[v] += Σ weight(u→v) · operand[u].</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weights">The weights of free edges, by index in the store.</param>
    /// <param name="frozen">What the absolute weight of a frozen edge is multiplied by.</param>
    /// <param name="operands">A value for each neuron of each layer it reads.</param>
    /// <param name="result">A value for each of its neurons.</param>
    public static void Apply(Layer layer, double[] weights, double frozen, double[][] operands, double[] result)
    {
        switch (layer)
        {
            case ConvLayer conv:
                new ConvMap(conv).Apply(weights, operands[0], result);
                break;
            case LinearLayer linear:
                for (var target = 0; target < result.Length; target++)
                {
                    result[target] += Rows.Dot(weights.AsSpan(linear.Weight + (target * operands[0].Length), operands[0].Length), operands[0]);
                }

                break;
            default:
                var visitor = new Forward { Weights = weights, Frozen = frozen, Operands = operands, Result = result };
                layer.VisitEdges(ref visitor);
                break;
        }
    }

    /// <summary>operand[u] += Σ weight(u→v) · result[v].</summary>
    /// <inheritdoc cref="Apply"/>
    public static void ApplyTransposed(Layer layer, double[] weights, double[] result, double[][] operands)
    {
        switch (layer)
        {
            case ConvLayer conv:
                new ConvMap(conv).ApplyTransposed(weights, result, operands[0]);
                break;
            case LinearLayer linear:
                for (var target = 0; target < result.Length; target++)
                {
                    Rows.Add(operands[0], weights.AsSpan(linear.Weight + (target * operands[0].Length), operands[0].Length), result[target]);
                }

                break;
            default:
                var visitor = new Backward { Weights = weights, Operands = operands, Result = result };
                layer.VisitEdges(ref visitor);
                break;
        }
    }

    /// <summary>sums[i] += Σ operand[u] · result[v] over the free edges u→v of weight i.</summary>
    /// <returns>The first and last index that may have changed; the first is larger when there are none.</returns>
    public static (int First, int Last) Outer(Layer layer, double[] result, double[][] operands, double[] sums)
    {
        switch (layer)
        {
            case ConvLayer conv:
                return new ConvMap(conv).Outer(result, operands[0], sums);
            case LinearLayer linear:
                for (var target = 0; target < result.Length; target++)
                {
                    Rows.Add(sums.AsSpan(linear.Weight + (target * operands[0].Length), operands[0].Length), operands[0], result[target]);
                }

                return (linear.Weight, linear.Weight + (result.Length * operands[0].Length) - 1);
            default:
                var visitor = new OuterProduct { Operands = operands, Result = result, Sums = sums, First = int.MaxValue, Last = -1 };
                layer.VisitEdges(ref visitor);
                return (visitor.First, visitor.Last);
        }
    }

    private struct Forward : IEdgeVisitor
    {
        public double[] Weights, Result;
        public double[][] Operands;
        public double Frozen;

        public readonly void Edge(int target, int operand, int source, int parameter, double constant) =>
            Result[target] += (parameter >= 0 ? Weights[parameter] : Frozen * Math.Abs(constant)) * Operands[operand][source];
    }

    private struct Backward : IEdgeVisitor
    {
        public double[] Weights, Result;
        public double[][] Operands;

        public readonly void Edge(int target, int operand, int source, int parameter, double constant) =>
            Operands[operand][source] += (parameter >= 0 ? Weights[parameter] : Math.Abs(constant)) * Result[target];
    }

    private struct OuterProduct : IEdgeVisitor
    {
        public double[] Sums, Result;
        public double[][] Operands;
        public int First, Last;

        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            if (parameter < 0)
                return;

            Sums[parameter] += Operands[operand][source] * Result[target];
            First = Math.Min(First, parameter);
            Last = Math.Max(Last, parameter);
        }
    }
}
