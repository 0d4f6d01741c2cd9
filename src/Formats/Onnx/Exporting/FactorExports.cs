using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>
/// A Kronecker-sparse factor: with x seen as (a, c, d) and the weight as (a, b, c, d), y[i, j, l] is the sum over k of weight[i, j, k, l] x[i, k, l].
/// For each i and l that is a product of matrices, so both are transposed, multiplied in a batch, and transposed back.
/// </summary>
internal static class FactorExports
{
    public static void Export(Node node, Kronecker op, ExportScope scope)
    {
        var (a, b, c, d) = (op.Pattern.A, op.Pattern.B, op.Pattern.C, op.Pattern.D);
        var x = scope.Add(node, "Reshape", [node.Shape.IsSequence ? scope.Value(node.Inputs[0]) : scope.Vector(node), scope.Integers(-1, a, c, d)], "blocks");
        var rows = scope.Add(node, "Transpose", [x], "rows", n => n.WithAll("perm", 1, 3, 0, 2));
        var matrices = scope.Add(node, "Transpose", [scope.Parameters(node)[0]], "matrices", n => n.WithAll("perm", 0, 3, 2, 1));
        var product = scope.Add(node, "MatMul", [rows, matrices], "products");
        var back = scope.Add(node, "Transpose", [product], "back", n => n.WithAll("perm", 2, 0, 3, 1));
        long[] shape = [-1, .. node.Shape.Dims.Select(dim => (long)dim)];
        scope.AddResult(node, "Reshape", [back, scope.Integers(shape)]);
    }
}
