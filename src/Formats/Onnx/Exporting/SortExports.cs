using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Channels sorted, all of them or in groups.</summary>
internal static class SortExports
{
    public static void Export(Node node, ExportScope scope)
    {
        var operand = scope.Value(node.Inputs[0]);
        if (node.Op is TopK top)
        {
            scope.AddResult(node, "TopK", [operand, scope.Integers(top.K)], n => n.With("axis", 1));
            return;
        }

        var size = ((GroupSort)node.Op).GroupSize;
        long[] places = [.. node.Shape.Dims.Skip(1).Select(dim => (long)dim)];
        var groups = scope.Add(node, "Reshape", [operand, scope.Integers([-1, node.Shape.Channels / size, size, .. places])], "groups");
        var sorted = scope.Add(node, "TopK", [groups, scope.Integers(size)], "sorted", n => n.With("axis", 2));
        scope.AddResult(node, "Reshape", [sorted, scope.Integers([-1, node.Shape.Channels, .. places])]);
    }
}
