using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Generator.Passes.PathNorms;

namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>Linear ops and scales: the costs of their parameters, and the op that takes gradients back.</summary>
internal sealed class LinearAdjoint(PathNet path, AdjointNetBuilder builder)
{
    private readonly Dictionary<int, int> _weights = [];

    /// <summary>The op that takes gradients from a unit's result to its operand.</summary>
    public int Back(LinearUnit unit, int gradient)
    {
        var anchor = unit.Anchor;
        var from = From(anchor);
        var op = Transpose(anchor.Op, from, anchor.Shape);
        return builder.Insert(anchor, anchor.Name + ".back", op, from, EquatableArray.Of(gradient), Weights(unit, op, from));
    }

    /// <summary>Leaves for the parameters of a unit.</summary>
    public void Costs(LinearUnit unit, int gradient)
    {
        if (unit.Anchor.Op is Scale)
        {
            ScaleCosts(unit.Anchor, gradient);
            return;
        }

        var weights = WeightCosts(unit, gradient);
        var factors = unit.Scales.Select(scale => scale.Parameters[0]).ToList();
        var biases = new List<CostSlot>();
        if (unit.Anchor.Parameters.Count > 1)
            biases.Add(ShiftCosts(unit.Anchor, unit.Anchor.Parameters[1], factors, gradient));

        for (var i = 0; i < unit.Scales.Count; i++)
        {
            var scale = unit.Scales[i];
            if (SourceOf(scale.Parameters[0]) is { } factor)
            {
                var (groups, outer) = Order(unit.Anchor);
                var slot = builder.Slot(scale, factor);
                builder.Cost(scale, new TotalCost(slot, builder.NameOf(slot), weights!, groups, outer, biases.ToEquatableArray()));
            }

            if (scale.Parameters.Count > 1)
                biases.Add(ShiftCosts(scale, scale.Parameters[1], factors.Skip(i + 1), gradient));
        }
    }

    private CostSlot? WeightCosts(LinearUnit unit, int gradient)
    {
        var anchor = unit.Anchor;
        if (SourceOf(anchor.Parameters[0]) is not { } source)
            return null;

        var from = From(anchor);
        var (kernel, op, tensor) = (anchor.Name, anchor.Op, anchor.Parameters[0]);
        if (op is ConvTranspose2D)
        {
            // The weights of the convolution back stand in the order of the costs.
            (kernel, op) = (anchor.Name + ".back", Transpose(op, from, anchor.Shape));
            tensor = Weights(unit, op, from);
        }

        var slot = builder.Slot(anchor, source);
        builder.Cost(anchor, new WeightCost(slot, builder.NameOf(slot), anchor.Op, from, anchor.Shape, kernel, op, tensor), anchor.Inputs[0], gradient);
        return slot;
    }

    private void ScaleCosts(Node scale, int gradient)
    {
        if (SourceOf(scale.Parameters[0]) is { } factor)
        {
            var slot = builder.Slot(scale, factor);
            builder.Cost(scale, new FactorCost(slot, builder.NameOf(slot), scale.Parameters[0]), scale.Inputs[0], gradient);
        }

        if (scale.Parameters.Count > 1)
            ShiftCosts(scale, scale.Parameters[1], [], gradient);
    }

    private CostSlot ShiftCosts(Node node, int bias, IEnumerable<int> factors, int gradient)
    {
        var slot = builder.Slot(node, SourceOf(bias)!.Value);
        builder.Cost(node, new ShiftCost(slot, builder.NameOf(slot), bias, factors.ToEquatableArray()), gradient);
        return slot;
    }

    /// <summary>The weights of the op back: those of a convolution as they are, unless factors are folded into them.</summary>
    private int Weights(LinearUnit unit, Op back, Shape from)
    {
        var anchor = unit.Anchor;
        var weight = anchor.Parameters[0];
        if (anchor.Op is Scale || (unit.Scales.Count == 0 && anchor.Op is Conv2D or ConvTranspose2D))
            return weight;

        if (!_weights.TryGetValue(anchor.Id, out var tensor))
        {
            var dims = back.Parameters([anchor.Shape])[0].Dims;
            var derived = new TransposedTensor(anchor.Op, from, anchor.Shape, weight, unit.Scales.Select(scale => scale.Parameters[0]).ToEquatableArray());
            _weights.Add(anchor.Id, tensor = builder.Declare(path.Net.Parameters[weight].Name + ".back", dims, derived));
        }

        return tensor;
    }

    private static Op Transpose(Op op, Shape from, Shape to) => op switch
    {
        Conv2D conv => new ConvTranspose2D(
            from.Channels,
            conv.Kernel,
            conv.Stride,
            conv.Padding,
            new Extent(
                Missing(from.Height, to.Height, conv.Kernel.Height, conv.Stride.Height, conv.Padding.Top + conv.Padding.Bottom, conv.Dilation.Height),
                Missing(from.Width, to.Width, conv.Kernel.Width, conv.Stride.Width, conv.Padding.Left + conv.Padding.Right, conv.Dilation.Width)),
            conv.Dilation,
            conv.Groups,
            HasBias: false),
        ConvTranspose2D conv => new Conv2D(from.Channels, conv.Kernel, conv.Stride, conv.Padding, conv.Dilation, conv.Groups, HasBias: false),
        Linear => new Linear(from.Size, HasBias: false),
        Kronecker { Pattern: var p } => new Kronecker(new KsPattern(p.A, p.C, p.B, p.D)),
        Scale => new Scale(HasBias: false),
        _ => throw new System.NotSupportedException($"'{op.Keyword}' has no adjoint."),
    };

    /// <summary>Rows behind the last one that a window of a convolution covers.</summary>
    private static int Missing(int inputs, int outputs, int kernel, int stride, int padding, int dilation) =>
        inputs + padding - (((outputs - 1) * stride) + (dilation * (kernel - 1)) + 1);

    /// <summary>Where a linear op's weights have the output channel: groups of channels, and positions before the channel in one.</summary>
    private (int Groups, int Outer) Order(Node anchor) => anchor.Op switch
    {
        ConvTranspose2D conv => (conv.Groups, From(anchor).Channels / conv.Groups),
        Kronecker { Pattern: var p } => (p.A * p.B, p.C),
        _ => (1, 1),
    };

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
