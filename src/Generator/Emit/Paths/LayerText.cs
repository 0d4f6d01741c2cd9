using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Generator.Emit.Paths;

/// <summary>The expression that makes the layer of a node; settings that the runtime has by default are left out.</summary>
/// <param name="net">The net.</param>
/// <param name="node">One of its nodes, not of the kind <see cref="Neurons"/>.</param>
/// <param name="operands">The layers of the node's operands.</param>
internal sealed class LayerText(Net net, Node node, int[] operands)
{
    public override string ToString() => node.Op switch
    {
        Input => New("InputLayer", Name, Extent(node.Shape)) + With(NeuronNames()),
        Conv2D op => New("ConvLayer", First, Weight, Kernel(op.Kernel))
            + With(Bias(op.HasBias), Step("Stride", op.Stride), Step("Dilation", op.Dilation), Padded(op.Padding), Groups(op.Groups)),
        ConvTranspose2D op => New("ConvTransposeLayer", First, Weight, Kernel(op.Kernel))
            + With(
                Bias(op.HasBias),
                Step("Stride", op.Stride),
                Step("Dilation", op.Dilation),
                Padded(op.Padding),
                Set("OutputPadding", Sides(op.OutputPadding), op.OutputPadding != default),
                Groups(op.Groups)),
        Linear op => New("LinearLayer", First, Weight) + With(Bias(op.HasBias)),
        Kronecker { Pattern: var p } => New("KroneckerLayer", First, Weight, Number("a", p.A), Number("b", p.B), Number("c", p.C), Number("d", p.D)),
        Scale op => New("ScaleLayer", First, Weight) + With(Bias(op.HasBias)),
        Dsl.Ops.Bias => New("BiasLayer", First, "bias: " + Place(0)),
        BatchNorm op => New("BatchNormLayer", First, "gamma: " + Place(0), "beta: " + Place(1), "mean: " + Place(2), "variance: " + Place(3), "epsilon: " + CSharp.Literal(op.Epsilon)),
        Relu => New("ReluLayer", First),
        MaxPool2D op => Pool("PoolLayer", op.Window) + With(Padded(op.Window.Padding), Set("K", CSharp.Literal(op.K), op.K != 1)),
        AvgPool2D op => Pool("AveragePoolLayer", op.Window) + With(Padded(op.Window.Padding), Set("CountsPadding", CSharp.Literal(false), !op.CountIncludePad)),
        AdaptiveAvgPool2D => New("AdaptiveAveragePoolLayer", First),
        Upsample op => New("UpsampleLayer", First, "factor: " + Sides(op.Factor)),
        Add or Identity or Dropout => New("AddLayer", All),
        Concat => New("ConcatLayer", All),
        Flatten => New("FlattenLayer", First),
        GroupSort op => New("GroupSortLayer", First, Number("groupSize", op.GroupSize)),
        TopK => New("TopKLayer", First),
        _ => throw new InvalidOperationException($"The op '{node.Op.Keyword}' has no layer."),
    };

    /// <summary>The names of input neurons, where the whole net is a block of neurons.</summary>
    private string NeuronNames() => net.Nodes.Count == 2 && net.Nodes[1] is { Op: Neurons neurons } block && block.Name == neurons.Keyword
        ? $"NeuronNames = new[] {{ {string.Join(", ", neurons.InputNames.Select(name => CSharp.Literal(name)))} }}"
        : "";

    private string Name => CSharp.Literal(node.Name);

    /// <summary>Name, operand and shape of a layer that reads one.</summary>
    private string First => $"{Name}, {CSharp.Literal(operands[0])}, {Extent(node.Shape)}";

    /// <summary>Name, shape and operands of a layer that reads several.</summary>
    private string All => $"{Name}, {Extent(node.Shape)}, {string.Join(", ", operands.Select(operand => CSharp.Literal(operand)))}";

    private string Weight => "weight: " + Place(0);

    /// <summary>An expression that makes an object of the runtime's graphs.</summary>
    public static string New(string type, params string[] arguments) => $"new Graphs::{type}({string.Join(", ", arguments)})";

    /// <summary>An object initialiser of the settings that are not empty.</summary>
    public static string With(params string[] settings)
    {
        var set = settings.Where(setting => setting.Length > 0).ToArray();
        return set.Length == 0 ? "" : " { " + string.Join(", ", set) + " }";
    }

    /// <summary>A setting, or nothing.</summary>
    public static string Set(string property, string value, bool isNeeded) => isNeeded ? $"{property} = {value}" : "";

    private static string Number(string argument, int value) => $"{argument}: {CSharp.Literal(value)}";

    private static string Kernel(Extent kernel) => "kernel: " + Sides(kernel);

    private static string Step(string property, Extent step) => Set(property, Sides(step), step != new Extent(1, 1));

    private static string Groups(int groups) => Set("Groups", CSharp.Literal(groups), groups != 1);

    private static string Padded(Padding padding) => Set(
        "Padding",
        $"new({CSharp.Literal(padding.Top)}, {CSharp.Literal(padding.Left)}, {CSharp.Literal(padding.Bottom)}, {CSharp.Literal(padding.Right)})",
        padding != default);

    private static string Sides(Extent extent) => $"new({CSharp.Literal(extent.Height)}, {CSharp.Literal(extent.Width)})";

    private static string Extent(Shape shape) =>
        shape.Height == 1 && shape.Width == 1 ? $"new({CSharp.Literal(shape.Channels)})" : $"new({CSharp.Literal(shape.Channels)}, {CSharp.Literal(shape.Height)}, {CSharp.Literal(shape.Width)})";

    private string Pool(string type, Window window) => New(type, First, Kernel(window.Kernel), "stride: " + Sides(window.Stride));

    private string Bias(bool hasBias) => hasBias ? "Bias = " + Place(1) : "";

    /// <summary>Where one of the node's tensors lies in the store.</summary>
    private string Place(int tensor) => CSharp.Literal(net.Parameters[node.Parameters[tensor]].Offset);
}
