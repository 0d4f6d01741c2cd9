using System;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The expression that makes a layer; settings that the runtime has by default are left out.</summary>
/// <param name="layer">The layer of a node.</param>
internal sealed class LayerText(OpLayer layer)
{
    public static CallText Of(GraphLayer layer) => layer switch
    {
        OpLayer op => new LayerText(op).Make(),
        NeuronsLayer neurons => NeuronLayerText.Of(neurons),
        _ => throw new InvalidOperationException($"No text for {layer.GetType().Name}."),
    };

    private CallText Make() => layer.Op switch
    {
        Input => CallText.New("InputLayer", [Name, Extent(layer.Shape)], NeuronNames()),
        Conv2D op => CallText.New(
            "ConvLayer",
            [.. First, Weight, Kernel(op.Kernel)],
            Bias(op.HasBias),
            Step("Stride", op.Stride),
            Step("Dilation", op.Dilation),
            Padded(op.Padding),
            Groups(op.Groups)),
        ConvTranspose2D op => CallText.New(
            "ConvTransposeLayer",
            [.. First, Weight, Kernel(op.Kernel)],
            Bias(op.HasBias),
            Step("Stride", op.Stride),
            Step("Dilation", op.Dilation),
            Padded(op.Padding),
            CallText.Set("OutputPadding", Sides(op.OutputPadding), op.OutputPadding != default),
            Groups(op.Groups)),
        Linear op => CallText.New("LinearLayer", [.. First, Weight], Bias(op.HasBias)),
        Kronecker { Pattern: var p } =>
            CallText.New("KroneckerLayer", [.. First, Weight, Number("a", p.A), Number("b", p.B), Number("c", p.C), Number("d", p.D)]),
        Scale op => CallText.New("ScaleLayer", [.. First, Weight], Bias(op.HasBias)),
        Dsl.Ops.Bias => CallText.New("BiasLayer", [.. First, "bias: " + Place(0)]),
        BatchNorm { IsAffine: false } op => CallText.New(
            "BatchNormLayer",
            [.. First, "mean: " + Place(0), "variance: " + Place(1), "epsilon: " + CSharp.Literal(op.Epsilon)]),
        BatchNorm op => CallText.New(
            "BatchNormLayer",
            [.. First, "gamma: " + Place(0), "beta: " + Place(1), "mean: " + Place(2), "variance: " + Place(3), "epsilon: " + CSharp.Literal(op.Epsilon)]),
        Relu => CallText.New("ReluLayer", First),
        MaxPool2D op => Pool("PoolLayer", op.Window, CallText.Set("K", CSharp.Literal(op.K), op.K != 1)),
        AvgPool2D op => Pool("AveragePoolLayer", op.Window, CallText.Set("CountsPadding", CSharp.Literal(false), !op.CountIncludePad)),
        AdaptiveAvgPool2D => CallText.New("AdaptiveAveragePoolLayer", First),
        Pad op => CallText.New("PadLayer", [.. First, $"top: {CSharp.Literal(op.Sides.Top)}", $"left: {CSharp.Literal(op.Sides.Left)}"], CallText.Set(
            "Front", CSharp.Literal(op.Front), op.Front != 0)),
        Interpolate op => CallText.New(
            "InterpolateLayer", [.. First, "factor: " + Sides(op.Factor)], CallText.Set("AlignsCorners", CSharp.Literal(true), op.AlignsCorners)),
        Slice op => CallText.New("SliceLayer", [.. First, "top: 0", "left: 0"], CallText.Set("Front", CSharp.Literal(op.First), op.First != 0)),
        Crop op => CallText.New("SliceLayer", [.. First, $"top: {CSharp.Literal(op.Sides.Top)}", $"left: {CSharp.Literal(op.Sides.Left)}"]),
        Shuffle op => CallText.New("ShuffleLayer", [.. First, Number("groups", op.Groups)]),
        Upsample op => CallText.New("UpsampleLayer", [.. First, "factor: " + Sides(op.Factor)]),
        Add or Identity or Dropout => CallText.New("AddLayer", All),
        WeightedSum op =>
            CallText.New(
                "WeightedSumLayer",
                [
                    Name,
                    Extent(layer.Shape),
                    $"new[] {{ {string.Join(", ", layer.Operands.Select(operand => CSharp.Literal(operand)))} }}",
                    .. op.Weights.Select(weight => CSharp.Literal(weight)),
                ]),
        Concat => CallText.New("ConcatLayer", All),
        Flatten => CallText.New("FlattenLayer", First),
        GroupSort op => CallText.New("GroupSortLayer", [.. First, Number("groupSize", op.GroupSize)]),
        TopK => CallText.New("TopKLayer", First),
        _ => throw new InvalidOperationException($"The op '{layer.Op.Keyword}' has no layer."),
    };

    private string Name => CSharp.Literal(layer.Name);

    /// <summary>Name, operand and shape of a layer that reads one.</summary>
    private string[] First => [Name, CSharp.Literal(layer.Operands[0]), Extent(layer.Shape)];

    /// <summary>Name, shape and operands of a layer that reads several.</summary>
    private string[] All => [Name, Extent(layer.Shape), .. layer.Operands.Select(operand => CSharp.Literal(operand))];

    private string Weight => "weight: " + Place(0);

    private string NeuronNames() =>
        layer.NeuronNames.Count == 0 ? "" : $"NeuronNames = new[] {{ {string.Join(", ", layer.NeuronNames.Select(name => CSharp.Literal(name)))} }}";

    private static string Number(string argument, int value) => $"{argument}: {CSharp.Literal(value)}";

    private static string Kernel(Extent kernel) => "kernel: " + Sides(kernel);

    private static string Step(string property, Extent step) => CallText.Set(property, Sides(step), step != new Extent(1, 1));

    private static string Groups(int groups) => CallText.Set("Groups", CSharp.Literal(groups), groups != 1);

    private static string Padded(Padding padding) => CallText.Set(
        "Padding",
        $"new({CSharp.Literal(padding.Top)}, {CSharp.Literal(padding.Left)}, {CSharp.Literal(padding.Bottom)}, {CSharp.Literal(padding.Right)})",
        padding != default);

    private static string Sides(Extent extent) => $"new({CSharp.Literal(extent.Height)}, {CSharp.Literal(extent.Width)})";

    private static string Extent(Shape shape) =>
        shape.Height == 1 && shape.Width == 1
            ? $"new({CSharp.Literal(shape.Channels)})"
            : $"new({CSharp.Literal(shape.Channels)}, {CSharp.Literal(shape.Height)}, {CSharp.Literal(shape.Width)})";

    private CallText Pool(string type, Window window, string setting) =>
        CallText.New(type, [.. First, Kernel(window.Kernel), "stride: " + Sides(window.Stride)], Padded(window.Padding), setting);

    private string Bias(bool hasBias) => hasBias ? "Bias = " + Place(1) : "";

    /// <summary>Where one of the layer's tensors lies in the store.</summary>
    private string Place(int tensor) => CSharp.Literal(layer.Tensors[tensor]);
}
