using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Ops along the length of channels x length, and layers that compute each token by itself.</summary>
internal static class SequenceExports
{
    /// <exception cref="NotSupportedException">ONNX cannot say the op.</exception>
    public static void Export(Node node, ExportScope scope)
    {
        var x = scope.Value(node.Inputs[0]);
        switch (node.Op)
        {
            case Conv1D op:
                scope.AddResult(node, "Conv", [x, .. scope.Parameters(node)], n => n
                    .WithAll("kernel_shape", op.Kernel)
                    .WithAll("strides", op.Stride)
                    .WithAll("pads", op.Padding.Before, op.Padding.After)
                    .WithAll("dilations", op.Dilation)
                    .With("group", op.Groups));
                break;
            case ConvTranspose1D op:
                scope.AddResult(node, "ConvTranspose", [x, .. scope.Parameters(node)], n => n
                    .WithAll("kernel_shape", op.Kernel)
                    .WithAll("strides", op.Stride)
                    .WithAll("pads", op.Padding.Before, op.Padding.After)
                    .WithAll("output_padding", op.OutputPadding)
                    .WithAll("dilations", op.Dilation)
                    .With("group", op.Groups));
                break;
            case Upsample1D op:
                Resize(node, op.Factor, x, scope, OpExports.Repeated);
                break;
            case Interpolate1D op:
                Resize(node, op.Factor, x, scope, writer => OpExports.Interpolated(op.AlignsCorners, writer));
                break;
            case SignalOp op:
                OnRow(node, op, x, scope);
                break;
            case Linear op:
                var weight = scope.Parameters(node)[0];
                var matrix = op.IsTransposed ? weight : scope.Add(node, "Transpose", [weight], "matrix", n => n.WithAll("perm", 1, 0));
                if (!op.HasBias)
                {
                    scope.AddResult(node, "MatMul", [x, matrix]);
                    break;
                }

                scope.AddResult(node, "Add", [scope.Add(node, "MatMul", [x, matrix], "product"), scope.Parameters(node)[1]]);
                break;
            default:
                throw new NotSupportedException($"'{node.Name}', {node.Op.Describe()}, has nothing like it in ONNX.");
        }
    }

    /// <summary>The length upsampled as the one row of a map.</summary>
    private static void Resize(Node node, int factor, string x, ExportScope scope, Func<NodeWriter, NodeWriter> with)
    {
        var row = scope.Add(node, "Unsqueeze", [x, scope.Integers(2)], "row");
        var longer = scope.Add(node, "Resize", [row, "", OpExports.Scales(new(1, factor), scope)], "longer", with);
        scope.AddResult(node, "Squeeze", [longer, scope.Integers(2)]);
    }

    /// <summary>A pool of the length as one of the one row of a map.</summary>
    private static void OnRow(Node node, SignalOp op, string x, ExportScope scope)
    {
        var operand = scope.Net.Nodes[node.Inputs[0]].Shape;
        var from = Shape.Map(operand.Channels, 1, operand.Width);
        var row = scope.Add(node, "Unsqueeze", [x, scope.Integers(2)], "row");
        PoolExports.Export(node, op.OnRow, from, op.OnRow.Infer([from]).Shape!, row, scope, (kind, inputs, with) =>
            scope.AddResult(
                node, "Squeeze", [scope.Add(node, kind, inputs, "pooled", with), op.IsGlobal ? scope.Integers(2, 3) : scope.Integers(2)]));
    }
}
