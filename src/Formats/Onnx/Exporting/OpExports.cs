using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Ops of a net as operators of ONNX, opset 17.</summary>
internal static class OpExports
{
    /// <exception cref="NotSupportedException">ONNX cannot say the op.</exception>
    public static void Export(Node node, ExportScope scope)
    {
        var operands = scope.Operands(node);
        string[] all = [.. operands, .. scope.Parameters(node)];
        switch (node.Op)
        {
            case Conv2D op:
                scope.AddResult(node, "Conv", all, n => Window(n, op.Kernel, op.Stride, op.Padding)
                    .WithAll("dilations", op.Dilation.Height, op.Dilation.Width)
                    .With("group", op.Groups));
                break;
            case ConvTranspose2D op:
                scope.AddResult(node, "ConvTranspose", all, n => Window(n, op.Kernel, op.Stride, op.Padding)
                    .WithAll("dilations", op.Dilation.Height, op.Dilation.Width)
                    .WithAll("output_padding", op.OutputPadding.Height, op.OutputPadding.Width)
                    .With("group", op.Groups));
                break;
            case Linear:
                scope.AddResult(node, "Gemm", [scope.Vector(node), .. scope.Parameters(node)], n => n.With("transB", 1));
                break;
            case Kronecker op:
                FactorExports.Export(node, op, scope);
                break;
            case BatchNorm op:
                string[] normalised = op.IsAffine ? all : [operands[0], .. Neutral(node, scope), .. all[1..]];
                scope.AddResult(node, "BatchNormalization", normalised, n => n.With("epsilon", (float)op.Epsilon));
                break;
            case Bias:
                scope.AddResult(node, "Add", [operands[0], PerChannel(node, scope, 0)]);
                break;
            case Scale { HasBias: false }:
                scope.AddResult(node, "Mul", [operands[0], PerChannel(node, scope, 0)]);
                break;
            case Scale:
                var product = scope.Add(node, "Mul", [operands[0], PerChannel(node, scope, 0)], "product");
                scope.AddResult(node, "Add", [product, PerChannel(node, scope, 1)]);
                break;
            case PRelu op:
                scope.AddResult(node, "PRelu", [operands[0], op.IsShared ? scope.Parameters(node)[0] : PerChannel(node, scope, 0)]);
                break;
            case Identity or Dropout:
                scope.AddResult(node, "Identity", operands);
                break;
            case Add:
                scope.AddResult(node, operands.Length == 2 ? "Add" : "Sum", operands);
                break;
            case Concat:
                scope.AddResult(node, "Concat", operands, n => n.With("axis", 1));
                break;
            case Flatten:
                scope.AddResult(node, "Flatten", operands, n => n.With("axis", 1));
                break;
            case Pad op:
                scope.AddResult(node, "Pad", [operands[0], Pads(node, op, scope)]);
                break;
            case Upsample op:
                var scales = FormattableString.Invariant($"scales/{op.Factor.Height}_{op.Factor.Width}");
                scope.AddResult(node, "Resize", [operands[0], "", scope.Floats(scales, [4], [1, 1, op.Factor.Height, op.Factor.Width])], n => n
                    .With("mode", "nearest")
                    .With("coordinate_transformation_mode", "asymmetric")
                    .With("nearest_mode", "floor"));
                break;
            case PoolOp:
                PoolExports.Export(node, scope);
                break;
            case GroupSort or TopK:
                SortExports.Export(node, scope);
                break;
            case Neurons op:
                NeuronExports.Export(node, op, scope);
                break;
            case ActivationOp or Softmax:
                ActivationExports.Export(node, scope);
                break;
            default:
                throw new NotSupportedException($"'{node.Name}', {node.Op.Describe()}, has nothing like it in ONNX.");
        }
    }

    public static NodeWriter Window(NodeWriter node, Extent kernel, Extent stride, Padding padding) => node
        .WithAll("kernel_shape", kernel.Height, kernel.Width)
        .WithAll("strides", stride.Height, stride.Width)
        .WithAll("pads", padding.Top, padding.Left, padding.Bottom, padding.Right);

    /// <summary>A parameter of a number for each channel, as it meets its operand.</summary>
    private static string PerChannel(Node node, ExportScope scope, int index) => node.Shape.IsVector
        ? scope.Parameters(node)[index]
        : scope.Add(node, "Unsqueeze", [scope.Parameters(node)[index], scope.Integers(1, 2)], "channels");

    /// <summary>The weight and bias of a normalisation that has none.</summary>
    private static string[] Neutral(Node node, ExportScope scope)
    {
        var channels = node.Shape.Channels;
        string Of(float value) =>
            scope.Floats(FormattableString.Invariant($"channels/{channels}_of_{value}"), [channels], [.. Enumerable.Repeat(value, channels)]);
        return [Of(1), Of(0)];
    }

    private static string Pads(Node node, Pad op, ExportScope scope) => node.Shape.IsVector
        ? scope.Integers(0, op.Front, 0, op.Back)
        : scope.Integers(0, op.Front, op.Sides.Top, op.Sides.Left, 0, op.Back, op.Sides.Bottom, op.Sides.Right);
}
