using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;

namespace NetSpec.Runtime.Paths.Costs;

/// <summary>
/// The same costs as <see cref="CostSweep"/>, edge by edge in numbers that each have an exponent of their own: for networks
/// in one layer of which paths differ by more powers of two than a double has, such as a concatenation of a shallow branch and
/// one that is deep and scaled out of all proportion. Slow, and right whatever the parameters.
/// </summary>
internal static class WideCostSweep
{
    /// <inheritdoc cref="CostSweep.Run"/>
    public static (Magnitude Norm, CostTable Costs) Run(Architecture architecture, double[] theta)
    {
        var layers = architecture.Layers;
        var weights = Array.ConvertAll(theta, value => new Magnitude(value));
        var paths = new Magnitude[layers.Count][];
        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = new Magnitude[layers[i].Size];
            if (layers[i].IsInput)
            {
                Array.Fill(paths[i], Magnitude.One);
                continue;
            }

            for (var neuron = 0; neuron < paths[i].Length; neuron++)
            {
                if (layers[i].BiasOf(neuron) is >= 0 and var bias)
                    paths[i][neuron] = weights[bias];
            }

            var forward = new Forward { Weights = weights, Operands = [.. layers[i].Inputs.Select(input => paths[input])], Result = paths[i] };
            layers[i].VisitEdges(ref forward);
        }

        var gradients = Array.ConvertAll(paths, values => new Magnitude[values.Length]);
        var norm = Magnitude.Zero;
        foreach (var output in architecture.Outputs)
        {
            for (var neuron = 0; neuron < paths[output].Length; neuron++)
            {
                norm += paths[output][neuron];
                gradients[output][neuron] += Magnitude.One;
            }
        }

        // Costs over |θ|.
        var sums = new Magnitude[theta.Length];
        for (var i = paths.Length - 1; i >= 0; i--)
        {
            for (var neuron = 0; neuron < layers[i].Size; neuron++)
            {
                if (layers[i].BiasOf(neuron) is >= 0 and var bias)
                    sums[bias] += gradients[i][neuron];
            }

            var backward = new Backward
            {
                Weights = weights,
                Operands = [.. layers[i].Inputs.Select(input => paths[input])],
                Pushed = [.. layers[i].Inputs.Select(input => gradients[input])],
                Gradient = gradients[i],
                Sums = sums,
            };
            layers[i].VisitEdges(ref backward);
        }

        // Frozen biases, which stand behind the parameters, have no cost.
        var parameters = architecture.Parameters.Size;
        var costs = new CostTable(parameters, norm);
        for (var i = 0; i < parameters; i++)
        {
            costs.Add(i, sums[i] * weights[i]);
        }

        foreach (var shift in layers.OfType<BatchNormLayer>().SelectMany(norm => Enumerable.Range(norm.Beta, norm.Shape.Channels)).Distinct())
        {
            costs.AddSlope(shift, sums[shift]);
        }

        return (norm, costs.Settle());
    }

    private static Magnitude Frozen(double constant) => new(Math.Abs(constant));

    private struct Forward : IEdgeVisitor
    {
        public Magnitude[] Weights, Result;
        public Magnitude[][] Operands;

        public readonly void Edge(int target, int operand, int source, int parameter, double constant) =>
            Result[target] += (parameter >= 0 ? Weights[parameter] : Frozen(constant)) * Operands[operand][source];
    }

    private struct Backward : IEdgeVisitor
    {
        public Magnitude[] Weights, Gradient, Sums;
        public Magnitude[][] Operands, Pushed;

        public readonly void Edge(int target, int operand, int source, int parameter, double constant)
        {
            var gradient = Gradient[target];
            if (gradient.IsZero)
                return;

            Pushed[operand][source] += (parameter >= 0 ? Weights[parameter] : Frozen(constant)) * gradient;
            if (parameter >= 0)
                Sums[parameter] += Operands[operand][source] * gradient;
        }
    }
}
