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
            case Linear op when !node.Shape.IsSequence:
                scope.AddResult(node, "Gemm", [scope.Vector(node), .. scope.Parameters(node)], n => n.With("transB", op.IsTransposed ? 0 : 1));
                break;
            case Kronecker op:
                FactorExports.Export(node, op, scope);
                break;
            case BatchNorm op:
                string[] normalised = op.IsAffine ? all : [operands[0], .. Neutral(node, scope), .. all[1..]];
                scope.AddResult(node, "BatchNormalization", normalised, n => n.With("epsilon", (float)op.Epsilon));
                break;
            case LocalNorm { Size: var size } op when size % 2 == 1:
                scope.AddResult(node, "LRN", operands, n => n
                    .With("size", size).With("alpha", (float)op.Alpha).With("beta", (float)op.Beta).With("bias", (float)op.K));
                break;
            case SampleNorm op:
                NormExports.Export(node, op, scope);
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
            case Mul:
                scope.AddResult(node, "Mul", node.Inputs.Select(operand => Spread(node, operand, scope)));
                break;
            case Concat:
                scope.AddResult(node, "Concat", operands, n => n.With("axis", 1));
                break;
            case FeatureConcat:
                scope.AddResult(node, "Concat", operands, n => n.With("axis", 2));
                break;
            case FeatureSlice op:
                scope.AddResult(node, "Slice", [operands[0], scope.Integers(op.First), scope.Integers(op.First + op.Count), scope.Integers(2)]);
                break;
            case Reshape op:
                scope.AddResult(node, "Reshape", [operands[0], scope.Integers([0, .. op.Target.Dims.Select(dim => (long)dim)])]);
                break;
            case Flatten:
                scope.AddResult(node, "Flatten", operands, n => n.With("axis", 1));
                break;
            case Pad op:
                scope.AddResult(node, "Pad", [operands[0], Pads(node, op, scope)]);
                break;
            case Slice op:
                scope.AddResult(node, "Slice", [operands[0], scope.Integers(op.First), scope.Integers(op.First + op.Count), scope.Integers(1)]);
                break;
            case Crop { Sides: var sides }:
                var (bottom, right) = (sides.Top + node.Shape.Height, sides.Left + node.Shape.Width);
                scope.AddResult(
                    node, "Slice", [operands[0], scope.Integers(sides.Top, sides.Left), scope.Integers(bottom, right), scope.Integers(2, 3)]);
                break;
            case Shuffle op:
                Shuffled(node, op, scope);
                break;
            case Upsample op:
                scope.AddResult(node, "Resize", [operands[0], "", Scales(op.Factor, scope)], Repeated);
                break;
            case Interpolate op:
                scope.AddResult(node, "Resize", [operands[0], "", Scales(op.Factor, scope)], n => Interpolated(op.AlignsCorners, n));
                break;
            case PoolOp op:
                PoolExports.Export(node, op, scope.Net.Nodes[node.Inputs[0]].Shape, node.Shape, operands[0], scope, (kind, inputs, with) =>
                    scope.AddResult(node, kind, inputs, with));
                break;
            case GroupSort or TopK:
                SortExports.Export(node, scope);
                break;
            case Neurons op:
                NeuronExports.Export(node, op, scope);
                break;
            case SignalOp or Linear:
                SequenceExports.Export(node, scope);
                break;
            case ActivationOp or Softmax:
                ActivationExports.Export(node, scope);
                break;
            default:
                TokenExports.Export(node, scope);
                break;
        }
    }

    public static NodeWriter Window(NodeWriter node, Extent kernel, Extent stride, Padding padding) => node
        .WithAll("kernel_shape", kernel.Height, kernel.Width)
        .WithAll("strides", stride.Height, stride.Width)
        .WithAll("pads", padding.Top, padding.Left, padding.Bottom, padding.Right);

    /// <summary>A parameter of a number for each channel, as it meets its operand; of tokens, a number for each feature.</summary>
    public static string PerChannel(Node node, ExportScope scope, int index) => node.Shape.IsVector || (node.Shape.IsSequence && node.Op is Bias or Scale)
        ? scope.Parameters(node)[index]
        : scope.Add(node, "Unsqueeze", [scope.Parameters(node)[index], node.Shape.IsMap ? scope.Integers(1, 2) : scope.Integers(1)], "channels");

    /// <summary>An operand as it meets a map or a sequence: a vector is one of one position.</summary>
    private static string Spread(Node node, int operand, ExportScope scope) => !node.Shape.IsVector && scope.Net.Nodes[operand].Shape.IsVector
        ? scope.Add(node, "Unsqueeze", [scope.Value(operand), node.Shape.IsMap ? scope.Integers(2, 3) : scope.Integers(2)], "channels")
        : scope.Value(operand);

    /// <summary>A <c>Resize</c> that repeats values.</summary>
    public static NodeWriter Repeated(NodeWriter node) => node
        .With("mode", "nearest")
        .With("coordinate_transformation_mode", "asymmetric")
        .With("nearest_mode", "floor");

    /// <summary>A <c>Resize</c> that takes means of the nearest values.</summary>
    public static NodeWriter Interpolated(bool alignsCorners, NodeWriter node) => node
        .With("mode", "linear")
        .With("coordinate_transformation_mode", alignsCorners ? "align_corners" : "half_pixel");

    public static string Scales(Extent factor, ExportScope scope) =>
        scope.Floats(FormattableString.Invariant($"scales/{factor.Height}_{factor.Width}"), [4], [1, 1, factor.Height, factor.Width]);

    /// <summary>The channels seen as groups, the two axes of these exchanged, and seen as channels again; 0 stands for the batch.</summary>
    private static void Shuffled(Node node, Shuffle op, ExportScope scope)
    {
        var (channels, size) = (node.Shape.Channels, node.Shape.Channels / op.Groups);
        long[] positions = [.. node.Shape.Dims.Skip(1).Select(dim => (long)dim)];
        int[] order = [0, 2, 1, .. positions.Select((_, i) => i + 3)];
        var grouped = scope.Add(node, "Reshape", [scope.Value(node.Inputs[0]), scope.Integers([0, op.Groups, size, .. positions])], "groups");
        var turned = scope.Add(node, "Transpose", [grouped], "turns", n => n.WithAll("perm", order));
        scope.AddResult(node, "Reshape", [turned, scope.Integers([0, channels, .. positions])]);
    }

    /// <summary>The weight and bias of a normalisation that has none.</summary>
    private static string[] Neutral(Node node, ExportScope scope)
    {
        var channels = node.Shape.Channels;
        string Of(float value) =>
            scope.Floats(FormattableString.Invariant($"channels/{channels}_of_{value}"), [channels], [.. Enumerable.Repeat(value, channels)]);
        return [Of(1), Of(0)];
    }

    private static string Pads(Node node, Pad op, ExportScope scope) => node.Shape.IsVector ? scope.Integers(0, op.Front, 0, op.Back)
        : node.Shape.IsSequence ? scope.Integers(0, op.Front, 0, 0, op.Back, 0)
        : scope.Integers(0, op.Front, op.Sides.Top, op.Sides.Left, 0, op.Back, op.Sides.Bottom, op.Sides.Right);
}
