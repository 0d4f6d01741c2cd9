using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Norms with statistics of the sample itself. Opset 17 has none of groups: their channels are seen as one, as PyTorch's exporter does.</summary>
internal static class NormExports
{
    public static void Export(Node node, SampleNorm op, ExportScope scope)
    {
        var x = scope.Value(node.Inputs[0]);
        var (channels, parameters) = (node.Shape.Channels, scope.Parameters(node));
        var epsilon = (float)op.Epsilon;
        switch (op)
        {
            case InstanceNorm:
                string[] own = op.IsAffine ? parameters : [Number(1, channels, scope), Number(0, channels, scope)];
                scope.AddResult(node, "InstanceNormalization", [x, .. own], n => n.With("epsilon", epsilon));
                break;
            case LayerNorm:
                string[] weights = op.IsAffine ? parameters : [Ones(node, scope)];
                scope.AddResult(node, "LayerNormalization", [x, .. weights], n => n.With("epsilon", epsilon).With("axis", node.Shape.IsSequence ? 2 : 1));
                break;
            default:
                var groups = op.GroupsOf(node.Shape);
                var seen = scope.Add(node, "Reshape", [x, scope.Integers(0, groups, -1)], "groups");
                var normal = scope.Add(
                    node,
                    "InstanceNormalization",
                    [seen, Number(1, groups, scope), Number(0, groups, scope)],
                    "normal",
                    n => n.With("epsilon", epsilon));
                long[] shape = [0, .. node.Shape.Dims.Select(dim => (long)dim)];
                if (!op.IsAffine)
                {
                    scope.AddResult(node, "Reshape", [normal, scope.Integers(shape)]);
                    break;
                }

                var back = scope.Add(node, "Reshape", [normal, scope.Integers(shape)], "channels");
                var product = scope.Add(node, "Mul", [back, OpExports.PerChannel(node, scope, 0)], "product");
                scope.AddResult(node, "Add", [product, OpExports.PerChannel(node, scope, 1)]);
                break;
        }
    }

    private static string Number(float value, int count, ExportScope scope) =>
        scope.Floats(FormattableString.Invariant($"channels/{count}_of_{value}"), [count], [.. Enumerable.Repeat(value, count)]);

    private static string Ones(Node node, ExportScope scope) => scope.Floats(
        $"ones/{Normalised(node)}", [.. Normalised(node).Dims.Select(dim => (long)dim)], [.. Enumerable.Repeat(1f, Normalised(node).Size)]);

    /// <summary>What is normalised together: all of a value, or a token.</summary>
    private static Shape Normalised(Node node) => node.Shape.IsSequence ? Shape.Vector(node.Shape.Features) : node.Shape;
}
