using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Ops of transformers, batch x tokens x features, as PyTorch's exporter writes them.</summary>
internal static class TokenExports
{
    /// <exception cref="NotSupportedException">ONNX cannot say the op.</exception>
    public static void Export(Node node, ExportScope scope)
    {
        var operands = scope.Operands(node);
        var (tokens, features) = (node.Shape.Channels, node.Shape.Features);
        switch (node.Op)
        {
            case Attention op:
                Attend(node, op, operands, scope);
                break;
            case Embedding:
                scope.AddResult(node, "Gather", [scope.Parameters(node)[0], operands[0]], n => n.With("axis", 0));
                break;
            case Prepend op:
                var batch = scope.Add(
                    node,
                    "Slice",
                    [scope.Add(node, "Shape", [operands[0]], "shape"), scope.Integers(0), scope.Integers(1), scope.Integers(0)],
                    "batch");
                var shape = scope.Add(node, "Concat", [batch, scope.Integers(op.Count, features)], "each", n => n.With("axis", 0));
                var learned = scope.Add(node, "Expand", [scope.Parameters(node)[0], shape], "learned");
                scope.AddResult(node, "Concat", [learned, operands[0]], n => n.With("axis", 1));
                break;
            case Positions { Count: { } count } when count > tokens:
                var first = scope.Add(
                    node, "Slice", [scope.Parameters(node)[0], scope.Integers(0), scope.Integers(tokens), scope.Integers(0)], "first");
                scope.AddResult(node, "Add", [operands[0], first]);
                break;
            case Positions:
                scope.AddResult(node, "Add", [operands[0], scope.Parameters(node)[0]]);
                break;
            case ToTokens:
                var places = scope.Add(node, "Reshape", [operands[0], scope.Integers(0, features, tokens)], "places");
                scope.AddResult(node, "Transpose", [places], n => n.WithAll("perm", 0, 2, 1));
                break;
            case Token op:
                var one = scope.Add(
                    node, "Slice", [operands[0], scope.Integers(op.Index), scope.Integers(op.Index + 1L), scope.Integers(1)], "one");
                scope.AddResult(node, "Squeeze", [one, scope.Integers(1)]);
                break;
            case MeanToken:
                scope.AddResult(node, "ReduceMean", operands, n => n.WithAll("axes", 1).With("keepdims", 0));
                break;
            case Transpose:
                scope.AddResult(node, "Transpose", operands, n => n.WithAll("perm", 0, 2, 1));
                break;
            case RmsNorm op:
                RootMeanSquare(node, op, node.Shape.IsSequence ? operands[0] : scope.Vector(node), scope);
                break;
            default:
                throw new NotSupportedException($"'{node.Name}', {node.Op.Describe()}, has nothing like it in ONNX.");
        }
    }

    private static void Attend(Node node, Attention op, string[] operands, ExportScope scope)
    {
        var tokens = node.Shape.Channels;
        var (size, width) = (scope.Net.Nodes[node.Inputs[0]].Shape.Features, node.Shape.Features);
        if (operands.Length == 1)
        {
            size /= 3;
            operands = [.. Enumerable.Range(0, 3).Select(third => scope.Add(
                node,
                "Slice",
                [operands[0], scope.Integers((long)third * size), scope.Integers((third + 1L) * size), scope.Integers(2)],
                third switch { 0 => "queries", 1 => "keys", _ => "values" }))];
        }

        var queries = Heads(operands[0], size, "queries", 0, 2, 1, 3);
        var keys = Heads(operands[1], size, "keys", 0, 2, 3, 1);
        var values = Heads(operands[2], width, "values", 0, 2, 1, 3);
        var root = MathF.Sqrt(size / op.Heads);
        var scaled = scope.Add(node, "Div", [queries, scope.Floats(FormattableString.Invariant($"number/{root}"), [], [root])], "scaled");
        var scores = scope.Add(node, "MatMul", [scaled, keys], "scores");
        if (op.IsCausal)
            scores = scope.Add(node, "Add", [scores, scope.Floats(FormattableString.Invariant($"past/{tokens}"), [tokens, tokens], Past(tokens))], "past");
        var shares = scope.Add(node, "Softmax", [scores], "shares", n => n.With("axis", 3));
        var mixed = scope.Add(node, "MatMul", [shares, values], "mixed");
        var joined = scope.Add(node, "Transpose", [mixed], "joined", n => n.WithAll("perm", 0, 2, 1, 3));
        scope.AddResult(node, "Reshape", [joined, scope.Integers(0, tokens, width)]);

        string Heads(string value, int all, string what, params int[] order)
        {
            var cut = scope.Add(node, "Reshape", [value, scope.Integers(0, tokens, op.Heads, all / op.Heads)], what + "/heads");
            return scope.Add(node, "Transpose", [cut], what + "/turned", n => n.WithAll("perm", order));
        }
    }

    /// <summary>Opset 17 has no norm without a mean.</summary>
    private static void RootMeanSquare(Node node, RmsNorm op, string x, ExportScope scope)
    {
        var square = scope.Add(node, "Mul", [x, x], "square");
        var mean = scope.Add(node, "ReduceMean", [square], "mean", n => n.WithAll("axes", -1).With("keepdims", 1));
        var epsilon = scope.Floats(FormattableString.Invariant($"number/{(float)op.Epsilon}"), [], [(float)op.Epsilon]);
        var root = scope.Add(node, "Sqrt", [scope.Add(node, "Add", [mean, epsilon], "above")], "root");
        scope.AddResult(node, "Mul", [scope.Add(node, "Div", [x, root], "normal"), scope.Parameters(node)[0]]);
    }

    /// <summary>What hides from each query, a row, the keys behind it.</summary>
    private static float[] Past(int tokens) =>
        [.. Enumerable.Range(0, tokens * tokens).Select(i => i % tokens > i / tokens ? float.NegativeInfinity : 0)];
}
