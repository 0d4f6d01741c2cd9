using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>
/// What each op that the theory of paths speaks of becomes in a path-norm net. There is no default: a net with an op that is not here is refused
/// at the op.
/// </summary>
internal static class PathNormForms
{
    private static readonly Dictionary<Type, Action<PathNormScope, Op>> All = new()
    {
        [typeof(Input)] = (node, _) => node.Become(new Ones(node.Result)),
        [typeof(Conv2D)] = Itself,
        [typeof(ConvTranspose2D)] = Itself,
        [typeof(Linear)] = Itself,
        [typeof(Kronecker)] = Itself,
        [typeof(PositionFactor)] = Itself,
        [typeof(Scale)] = Itself,
        [typeof(Bias)] = (node, _) => node.Become(new Scale(HasBias: true), new FrozenTensor(), node.Powers[0]),
        [typeof(Slope)] = (node, _) => node.Become(new Scale(HasBias: false), node.Powers),
        [typeof(BatchNorm)] = (node, op) => Norm(node, (BatchNorm)op),
        [typeof(Relu)] = Operand,
        [typeof(Identity)] = Operand,
        [typeof(Dropout)] = Operand,
        [typeof(MaxPool2D)] = (node, op) => node.Become(SumPool.OfMax((PoolOp)op, node.From, node.Result)),
        [typeof(AvgPool2D)] = (node, op) => node.Become(SumPool.OfMean((PoolOp)op, node.From, node.Result, ((AvgPool2D)op).CountIncludePad)),
        [typeof(AdaptiveAvgPool2D)] = (node, op) => node.Become(SumPool.OfMean((PoolOp)op, node.From, node.Result, countsPadding: false)),
        [typeof(GroupSort)] = Sums,
        [typeof(TopK)] = Sums,
        [typeof(Pad)] = Itself,
        [typeof(Upsample)] = Itself,
        [typeof(Interpolate)] = (node, op) => node.Become(InterpolatedSum.In((Interpolate)op, node.From, node.Result)),
        [typeof(Slice)] = Itself,
        [typeof(Shuffle)] = Itself,
        [typeof(Crop)] = Itself,
        [typeof(Add)] = Itself,
        [typeof(WeightedSum)] = (node, op) => node.Become(Sum(node, (WeightedSum)op)),
        [typeof(Concat)] = Itself,
        [typeof(Flatten)] = Itself,
        [typeof(Turn)] = Itself,
        [typeof(Neurons)] = (node, op) => node.Become(Sums((Neurons)op), [.. Edges((Neurons)op, node.Parameters)]),
    };

    /// <summary>The kinds of op that have a form.</summary>
    public static IEnumerable<Type> Kinds => All.Keys;

    /// <summary>Whether an op has a form.</summary>
    public static bool Has(Op op) => All.ContainsKey(op.GetType());

    /// <summary>Brings a node into its form.</summary>
    /// <exception cref="InvalidOperationException">Its op has none.</exception>
    public static void Apply(PathNormScope node, Op op)
    {
        if (!All.TryGetValue(op.GetType(), out var form))
            throw new InvalidOperationException($"The theory of paths does not speak of '{op.Keyword}'.");

        form(node, op);
    }

    /// <summary>The op with |θ|^q for each θ.</summary>
    private static void Itself(PathNormScope node, Op op) => node.Become(op, node.Powers);

    /// <summary>Nothing: what the op does to a value makes no difference to a path.</summary>
    private static void Operand(PathNormScope node, Op op) => node.Become(node.Operands[0]);

    private static void Norm(PathNormScope node, BatchNorm norm)
    {
        var p = node.Parameters;
        var (gamma, beta) = norm.IsAffine ? (p[0], p[1]) : ((int?)null, (int?)null);
        var (mean, variance) = (p[p.Count - 2], p[p.Count - 1]);
        node.Become(
            new Scale(HasBias: true), new NormFactorTensor(gamma, variance, norm.Epsilon), new NormShiftTensor(gamma, beta, mean, variance, norm.Epsilon));
    }

    /// <summary>Each distinct operand times the factor that its edges are together, added up, and the frozen bias.</summary>
    private static int Sum(PathNormScope node, WeightedSum sum)
    {
        var edges = node.Operands.Zip(sum.Weights, (operand, weight) => (operand, weight)).GroupBy(edge => edge.operand, edge => edge.weight).ToList();
        if (edges.Count == 1 && sum is { Bias: 0, Weights.Count: 1 } && Math.Abs(sum.Weights[0]) == 1)
            return node.Operands[0];
        if (edges.Count == 1)
            return Affine(node, "", edges[0].ToEquatableArray(), sum.Bias, edges[0].Key);

        var terms = edges.Select((together, i) =>
            Affine(node, i == 0 ? "" : FormattableString.Invariant($".{i + 1}"), together.ToEquatableArray(), 0, together.Key)).ToEquatableArray();
        var total = node.Insert(".sum", new Add(), terms);
        return sum.Bias == 0 ? total : Affine(node, ".bias", EquatableArray.Of(1.0), sum.Bias, total);
    }

    private static int Affine(PathNormScope node, string suffix, EquatableArray<double> edges, double bias, int operand) => bias == 0
        ? node.Insert(suffix, new Scale(HasBias: false), EquatableArray.Of(operand), new FrozenEdgesTensor(edges))
        : node.Insert(suffix, new Scale(HasBias: true), EquatableArray.Of(operand), new FrozenEdgesTensor(edges), new FrozenBiasTensor(bias));

    /// <summary>Sums of the groups of channels that its wiring states, position by position.</summary>
    private static void Sums(PathNormScope node, Op op)
    {
        var (channels, results) = (node.From.Channels, node.Result.Channels);
        var groups = ((Axis.Blocks)((Wiring.Axes)op.Wire([node.From])).Channels).Count;
        Op sums = !node.Result.IsVector ? new Conv2D(results, new Extent(1, 1), new Extent(1, 1), default, new Extent(1, 1), groups, HasBias: false)
            : groups == 1 ? new Linear(results, HasBias: false)
            : new Kronecker(new KsPattern(groups, results / groups, channels / groups, 1));
        node.Become(sums, new FrozenTensor());
    }

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
