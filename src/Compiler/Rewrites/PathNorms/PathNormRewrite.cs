using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>
/// Rewrites a net into the one that computes its path norms (Theorem 3.1.1, T910-957): weights and biases become |·|^q,
/// pools sums over their windows, sorted groups sums over their groups, inputs ones; activations vanish.
/// </summary>
/// <remarks>
/// Which numbers stand in for the weights is decided when the pass is packed. A batch-norm becomes a per-channel scale with
/// weights of its own, |a|^q and |c|^q; the planner may fold it into the layer before, as nothing can cancel any more.
/// </remarks>
internal static class PathNormRewrite
{
    public static PathNet Run(Net source)
    {
        var net = ModelActivations.Run(source);
        var builder = new PathNetBuilder(net);
        foreach (var node in net.Nodes)
        {
            Rewrite(net, node, builder);
        }

        return SumScales.Run(builder.Finish());
    }

    private static void Rewrite(Net net, Node node, PathNetBuilder builder)
    {
        var operands = builder.Operands(node);
        var powers = node.Parameters.Select(index => (DerivedTensor)new PowerTensor(index)).ToArray();
        switch (node.Op)
        {
            case Input:
                builder.Add(node, new Ones(node.Shape), default);
                break;
            case WeightedSum sum:
                builder.Replace(node, Sum(node, sum, operands, builder));
                break;
            case Bias:
                builder.Add(node, new Scale(HasBias: true), operands, new FrozenTensor(), powers[0]);
                break;
            case BatchNorm norm:
                var p = node.Parameters;
                var (gamma, beta) = norm.IsAffine ? (p[0], p[1]) : ((int?)null, (int?)null);
                var (mean, variance) = (p[p.Count - 2], p[p.Count - 1]);
                builder.Add(node, new Scale(HasBias: true), operands, new NormFactorTensor(gamma, variance, norm.Epsilon), new NormShiftTensor(
                    gamma, beta, mean, variance, norm.Epsilon));
                break;
            case Interpolate op:
                builder.Add(node, InterpolatedSum.In(op, From(net, node), node.Shape), operands);
                break;
            case PoolOp pool:
                builder.Add(node, SumPool.Of(pool, From(net, node), node.Shape), operands);
                break;
            case { Model.Activation: Activation.KMaxPool } op when op.Wire([From(net, node)]) is Wiring.Axes { Channels: Axis.Blocks { Count: var groups } }:
                builder.Add(node, Sums(From(net, node).Channels, node.Shape, groups), operands, new FrozenTensor());
                break;
            case Neurons neurons:
                builder.Add(node, Sums(neurons), operands, [.. Edges(neurons, node.Parameters)]);
                break;
            case PlacewiseOp { Model.Activation: Activation.Identity or Activation.Relu } when powers.Length == 0:
                builder.Replace(node, operands[0]);
                break;
            case { Model.Activation: Activation.Identity }:
                builder.Add(node, node.Op, operands, powers);
                break;
            default:
                throw new InvalidOperationException($"The theory of paths does not speak of '{node.Op.Keyword}'.");
        }
    }

    /// <summary>Each distinct operand times the factor that its edges are together, added up.</summary>
    private static int Sum(Node node, WeightedSum sum, EquatableArray<int> operands, PathNetBuilder builder)
    {
        var terms = operands.Zip(sum.Weights, (operand, weight) => (operand, weight))
            .GroupBy(edge => edge.operand, edge => edge.weight)
            .Select((edges, i) => builder.Insert(
                node,
                i == 0 ? "" : FormattableString.Invariant($".{i + 1}"),
                new Scale(HasBias: false),
                EquatableArray.Of(edges.Key),
                new FrozenEdgesTensor(edges.ToEquatableArray())))
            .ToEquatableArray();
        return terms.Count == 1 ? terms[0] : builder.Insert(node, ".sum", new Add(), terms);
    }

    /// <summary>Sums of groups of channels, position by position.</summary>
    private static Op Sums(int channels, Shape result, int groups) =>
        !result.IsVector ? new Conv2D(result.Channels, new Extent(1, 1), new Extent(1, 1), default, new Extent(1, 1), groups, HasBias: false)
        : groups == 1 ? new Linear(result.Channels, HasBias: false)
        : new Kronecker(new KsPattern(groups, result.Channels / groups, channels / groups, 1));

    private static Shape From(Net net, Node node) => net.Nodes[node.Inputs[0]].Shape;

    /// <summary>The same DAG with every activation a sum and every edge with a weight of its own.</summary>
    private static Neurons Sums(Neurons neurons) => neurons with
    {
        Items = neurons.Items.Select(neuron => neuron with
        {
            Activation = Activation.Identity,
            K = 0,
            Antecedents = neuron.Antecedents.Select(edge => edge with { Constant = null }).ToEquatableArray(),
        }).ToEquatableArray(),
    };

    private static IEnumerable<DerivedTensor> Edges(Neurons neurons, EquatableArray<int> parameters)
    {
        var next = 0;
        foreach (var neuron in neurons.Items)
        {
            if (neuron.Antecedents.Count > 0)
            {
                int? source = neuron.Antecedents.Any(edge => edge.Constant is null) ? parameters[next++] : null;
                yield return new EdgesTensor(source, neuron.Antecedents.Select(edge => edge.Constant).ToEquatableArray());
            }

            if (neuron.HasBias)
                yield return new PowerTensor(parameters[next++]);
        }
    }
}
