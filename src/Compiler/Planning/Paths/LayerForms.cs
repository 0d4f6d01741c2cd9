using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using static NetSpec.Compiler.Planning.Paths.LayerArgument;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>
/// The layers of the ops that the theory of paths speaks of: the runtime's types, what their constructors take, and the settings that differ from
/// what the runtime has by default. There is no default: a net with an op that is not here is refused at the op.
/// </summary>
internal static class LayerForms
{
    private static readonly Extent One = new(1, 1);

    private static readonly Dictionary<Type, LayerForm> All = new[]
    {
        Of<Input>((layer, _) => layer.Source("InputLayer", layer.NeuronNames)),
        Of<Conv2D>((layer, op) => layer.One(
            "ConvLayer",
            [layer.Weight, new Sides("kernel", op.Kernel)],
            layer.Bias(op.HasBias),
            Steps("Stride", op.Stride),
            Steps("Dilation", op.Dilation),
            Padding(op.Padding),
            Groups(op.Groups))),
        Of<ConvTranspose2D>((layer, op) => layer.One(
            "ConvTransposeLayer",
            [layer.Weight, new Sides("kernel", op.Kernel)],
            layer.Bias(op.HasBias),
            Steps("Stride", op.Stride),
            Steps("Dilation", op.Dilation),
            Padding(op.Padding),
            op.OutputPadding == default ? null : new Sides("OutputPadding", op.OutputPadding),
            Groups(op.Groups))),
        Of<Linear>((layer, op) => layer.One("LinearLayer", [layer.Weight], layer.Bias(op.HasBias))),
        Of<Kronecker>(Factor),
        Of<PositionFactor>(Factor),
        Of<Scale>((layer, op) => layer.One("ScaleLayer", [layer.Weight], layer.Bias(op.HasBias))),
        Of<Slope>((layer, op) => layer.One("ScaleLayer", [layer.Weight], op.IsShared ? new Flag("IsShared", true) : null)),
        Of<Bias>((layer, _) => layer.One("BiasLayer", [layer.Tensor("bias", 0)])),
        Of<BatchNorm>((layer, op) => layer.One("BatchNormLayer", [.. Tensors(layer, op), new Real("epsilon", op.Epsilon)])),
        Of<Relu>((layer, _) => layer.One("ReluLayer", [])),
        Of<MaxPool2D>((layer, op) => Pool(layer, "PoolLayer", op.Window, op.K == 1 ? null : new Number("K", op.K))),
        Of<AvgPool2D>((layer, op) => Pool(layer, "AveragePoolLayer", op.Window, op.CountIncludePad ? null : new Flag("CountsPadding", false))),
        Of<AdaptiveAvgPool2D>((layer, _) => layer.One("AdaptiveAveragePoolLayer", [])),
        Of<Pad>((layer, op) => layer.One(
            "PadLayer", [new Number("top", op.Sides.Top), new Number("left", op.Sides.Left)], op.Front == 0 ? null : new Number("Front", op.Front))),
        Of<Upsample>((layer, op) => layer.One("UpsampleLayer", [new Sides("factor", op.Factor)])),
        Of<Interpolate>((layer, op) => layer.One(
            "InterpolateLayer", [new Sides("factor", op.Factor)], op.AlignsCorners ? new Flag("AlignsCorners", true) : null)),
        Of<Slice>((layer, op) => layer.One(
            "SliceLayer", [new Number("top", 0), new Number("left", 0)], op.First == 0 ? null : new Number("Front", op.First))),
        Of<Crop>((layer, op) => layer.One("SliceLayer", [new Number("top", op.Sides.Top), new Number("left", op.Sides.Left)])),
        Of<Shuffle>((layer, op) => layer.One("ShuffleLayer", [new Number("groups", op.Groups)])),
        Of<Add>((layer, _) => layer.Several("AddLayer")),
        Of<Identity>((layer, _) => layer.Several("AddLayer"), passes: true),
        Of<Dropout>((layer, _) => layer.Several("AddLayer"), passes: true),
        Of<WeightedSum>((layer, op) => layer.Weighted("WeightedSumLayer", op.Weights, op.Bias == 0 ? null : new Real("Bias", op.Bias))),
        Of<Concat>((layer, _) => layer.Several("ConcatLayer")),
        Of<Flatten>((layer, _) => layer.One("FlattenLayer", [])),
        Of<Turn>((layer, _) => layer.One("TurnLayer", [])),
        Of<GroupSort>((layer, op) => layer.One("GroupSortLayer", [new Number("groupSize", op.GroupSize)])),
        Of<TopK>((layer, _) => layer.One("TopKLayer", [])),
        Of<Neurons>((layer, op) => layer.Block(op)),
    }.ToDictionary(form => form.Op);

    /// <summary>The kinds of op that have layers.</summary>
    public static IEnumerable<Type> Kinds => All.Keys;

    /// <summary>Whether an op has a layer.</summary>
    public static bool Has(Op op) => All.ContainsKey(op.GetType());

    /// <summary>The layers of a node's op.</summary>
    /// <exception cref="InvalidOperationException">It has none: see <see cref="PathPlanner.Obstacle"/>.</exception>
    public static LayerForm Of(Node node) => All.TryGetValue(node.Op.GetType(), out var form)
        ? form
        : throw new InvalidOperationException($"The op '{node.Op.Keyword}' has no layer.");

    private static LayerForm Of<TOp>(Func<LayerScope, TOp, int> add, bool passes = false)
        where TOp : Op => new(typeof(TOp), (layer, op) => add(layer, (TOp)op), passes);

    private static int Factor(LayerScope layer, Kronecker op) => layer.One(
        "KroneckerLayer",
        [layer.Weight, new Number("a", op.Pattern.A), new Number("b", op.Pattern.B), new Number("c", op.Pattern.C), new Number("d", op.Pattern.D)]);

    private static LayerArgument[] Tensors(LayerScope layer, BatchNorm norm) => norm.IsAffine
        ? [layer.Tensor("gamma", 0), layer.Tensor("beta", 1), layer.Tensor("mean", 2), layer.Tensor("variance", 3)]
        : [layer.Tensor("mean", 0), layer.Tensor("variance", 1)];

    private static int Pool(LayerScope layer, string type, Window window, LayerArgument? setting) => layer.One(
        type, [new Sides("kernel", window.Kernel), new Sides("stride", window.Stride)], Padding(window.Padding), setting);

    private static Sides? Steps(string property, Extent step) => step == One ? null : new Sides(property, step);

    private static Padded? Padding(Padding padding) => padding == default ? null : new Padded("Padding", padding);

    private static Number? Groups(int groups) => groups == 1 ? null : new Number("Groups", groups);
}
