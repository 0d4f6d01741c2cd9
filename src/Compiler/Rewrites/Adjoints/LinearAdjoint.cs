using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Adjoints;

/// <summary>Linear ops and scales: what the costs of their parameters are made of, and the op that takes gradients back.</summary>
internal sealed class LinearAdjoint(PathNet path, AdjointNetBuilder builder)
{
    /// <summary>The op that takes gradients from a unit's result to its operand.</summary>
    public int Back(LinearUnit unit, int gradient)
    {
        var anchor = unit.Anchor;
        var from = From(anchor);
        var op = Back(anchor);
        var tensor = new BackTensor(anchor.Parameters[0], Factors(unit));
        var weights = builder.Declare(path.Net.Parameters[tensor.Weight].Name + ".back", op.Parameters([anchor.Shape])[0], tensor);
        return builder.Insert(anchor, anchor.Name + ".back", op, from, EquatableArray.Of(gradient), weights);
    }

    /// <summary>Leaves for the parameters of a unit.</summary>
    public void Costs(LinearUnit unit, int gradient)
    {
        var terms = new List<CostTerm>();
        var anchor = unit.Anchor;
        if (SourceOf(anchor.Parameters[0]) is { } source)
            terms.Add(new WeightTerm(WeightCost(anchor, source, gradient)));
        if (anchor.Parameters.Count > 1 && !IsFrozen(anchor.Parameters[1]))
            terms.Add(Shift(anchor, gradient, passed: 0));

        for (var i = 0; i < unit.Scales.Count; i++)
        {
            var scale = unit.Scales[i];
            if (SourceOf(scale.Parameters[0]) is not null)
                terms.Add(new FactorTerm(scale.Parameters[0]));

            // A frozen bias has no cost, but is part of that of a factor behind it.
            if (scale.Parameters.Count > 1 && (!IsFrozen(scale.Parameters[1]) || unit.Scales.Skip(i + 1).Any(next => SourceOf(next.Parameters[0]) is not null)))
                terms.Add(Shift(scale, gradient, passed: i + 1));
        }

        if (terms.Count > 0)
            builder.Add(new LayerCostTerms(anchor.Name, anchor.Parameters[0], Factors(unit), terms.ToEquatableArray()));
    }

    private long WeightCost(Node anchor, int source, int gradient)
    {
        var from = anchor.Inputs[0];
        long Sums(string kernel, Op op, bool isBack) => builder.Cost(
            anchor, source, (slot, name) => new WeightCost(slot, name, anchor.Op, From(anchor), anchor.Shape, kernel, op, isBack), from, gradient);

        return PathOps.Of(anchor).Costs switch
        {
            CostSums.OfChannels =>
                builder.Cost(anchor, builder.NameOf(source), anchor.Shape.Channels, (slot, name) => new FactorCost(slot, name), from, gradient),
            CostSums.OfKernel => Sums(anchor.Name, anchor.Op, isBack: false),
            CostSums.OfKernelBack => Sums(anchor.Name + ".back", Back(anchor), isBack: true),
            _ => throw new System.InvalidOperationException($"'{anchor.Name}' has weights whose costs nothing sums."),
        };
    }

    /// <summary>The op that takes gradients from the result of a layer with weights to its operand.</summary>
    private Op Back(Node anchor) => PathOps.Of(anchor).Back?.Invoke(anchor.Op, new(From(anchor), 0, anchor.Shape))
        ?? throw new System.InvalidOperationException($"'{anchor.Name}' has weights, and nothing takes its gradients back.");

    private ShiftTerm Shift(Node node, int gradient, int passed)
    {
        var bias = node.Parameters[1];
        var sums = SourceOf(bias) is { } source
            ? builder.Cost(node, source, (slot, name) => new ShiftCost(slot, name), gradient)
            : builder.Cost(node, path.Net.Parameters[bias].Name, node.Shape.Channels, (slot, name) => new ShiftCost(slot, name), gradient);
        return new(bias, sums, passed);
    }

    private bool IsFrozen(int tensor) => path.Tensors[tensor] is FrozenTensor;

    private static EquatableArray<int> Factors(LinearUnit unit) => unit.Scales.Select(scale => scale.Parameters[0]).ToEquatableArray();

    private Shape From(Node node) => path.Net.Nodes[node.Inputs[0]].Shape;

    /// <summary>The network's tensor whose costs belong to one of the path-norm net; null for a frozen one.</summary>
    private int? SourceOf(int tensor) => path.Tensors[tensor] switch
    {
        PowerTensor power => power.Source,
        NormFactorTensor norm => norm.Gamma,

        // A shift without β is no parameter, but its costs are part of those of a factor behind it.
        NormShiftTensor norm => norm.Beta ?? norm.Mean,
        _ => null,
    };
}
