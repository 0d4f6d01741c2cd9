using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The expression that makes a layer.</summary>
internal static class LayerText
{
    public static CallText Of(GraphLayer layer) => layer switch
    {
        OpLayer op => CallText.New(
            op.Type,
            [CSharp.Literal(op.Name), .. op.Arguments.Select(argument => (argument.Label.Length == 0 ? "" : argument.Label + ": ") + Text(argument))],
            [.. op.Settings.Select(setting => $"{setting.Label} = {Text(setting)}")]),
        NeuronsLayer neurons => NeuronLayerText.Of(neurons),
        _ => throw new InvalidOperationException($"No text for {layer.GetType().Name}."),
    };

    private static string Text(LayerArgument argument) => argument switch
    {
        LayerArgument.Operand operand => CSharp.Literal(operand.Position),
        LayerArgument.Operands operands => Array(operands.Positions.Select(position => CSharp.Literal(position))),
        LayerArgument.Result result => Extent(result.Shape),
        LayerArgument.Tensor tensor => CSharp.Literal(tensor.Place),
        LayerArgument.Number number => CSharp.Literal(number.Value),
        LayerArgument.Real real => CSharp.Literal(real.Value),
        LayerArgument.Flag flag => CSharp.Literal(flag.Value),
        LayerArgument.Sides { Extent: var sides } => $"new({CSharp.Literal(sides.Height)}, {CSharp.Literal(sides.Width)})",
        LayerArgument.Padded { Padding: var sides } =>
            $"new({CSharp.Literal(sides.Top)}, {CSharp.Literal(sides.Left)}, {CSharp.Literal(sides.Bottom)}, {CSharp.Literal(sides.Right)})",
        LayerArgument.Names names => Array(names.Items.Select(name => CSharp.Literal(name))),
        _ => throw new InvalidOperationException($"No text for {argument.GetType().Name}."),
    };

    private static string Array(IEnumerable<string> items) => $"new[] {{ {string.Join(", ", items)} }}";

    private static string Extent(Shape shape) =>
        shape.Height == 1 && shape.Width == 1
            ? $"new({CSharp.Literal(shape.Channels)})"
            : $"new({CSharp.Literal(shape.Channels)}, {CSharp.Literal(shape.Height)}, {CSharp.Literal(shape.Width)})";
}
