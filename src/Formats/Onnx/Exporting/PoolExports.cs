using System;
using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>Pools. ONNX has neither k-th largest values nor windows that share a map evenly: these are made of slices, and of products.</summary>
internal static class PoolExports
{
    /// <param name="node">The pool, or the one along a length that it is on a map of one row.</param>
    /// <param name="pool">The pool of a map.</param>
    /// <param name="from">The map.</param>
    /// <param name="to">The result.</param>
    /// <param name="operand">The map's name.</param>
    /// <param name="scope">Where to.</param>
    /// <param name="result">Writes the operator that has the result.</param>
    public static void Export(Node node, Op pool, Shape from, Shape to, string operand, ExportScope scope, ResultWriter result)
    {
        switch (pool)
        {
            case MaxPool2D { K: 1, Window: var window } when window.Padding == default && window.Kernel == new Extent(from.Height, from.Width):
                result("GlobalMaxPool", [operand]);
                break;
            case MaxPool2D { K: 1 } op:
                result("MaxPool", [operand], n => Sliding(n, op.Window));
                break;
            case MaxPool2D op:
                Largest(node, op, operand, from, to, scope, result);
                break;
            case AvgPool2D op:
                result("AveragePool", [operand], n => Sliding(n, op.Window).With("count_include_pad", op.CountIncludePad ? 1 : 0));
                break;
            case AdaptiveAvgPool2D when from == to:
                result("Identity", [operand]);
                break;
            case AdaptiveAvgPool2D { OutHeight: 1, OutWidth: 1 }:
                result("GlobalAveragePool", [operand]);
                break;
            case AdaptiveAvgPool2D op:
                var ofRows = FormattableString.Invariant($"means/{op.OutHeight}_of_{from.Height}");
                var ofColumns = FormattableString.Invariant($"means/{from.Width}_to_{op.OutWidth}");
                var rows = scope.Floats(ofRows, [op.OutHeight, from.Height], Means(op.OutHeight, from.Height, isTransposed: false));
                var columns = scope.Floats(ofColumns, [from.Width, op.OutWidth], Means(op.OutWidth, from.Width, isTransposed: true));
                result("MatMul", [scope.Add(node, "MatMul", [rows, operand], "rows"), columns]);
                break;
            default:
                throw new NotSupportedException($"'{node.Name}', {node.Op.Describe()}, has nothing like it in ONNX.");
        }
    }

    private static NodeWriter Sliding(NodeWriter node, Window window) =>
        OpExports.Window(node, window.Kernel, window.Stride, window.Padding).With("ceil_mode", window.CeilMode ? 1 : 0);

    /// <summary>The matrix that averages windows [floor(i n / o), ceil((i + 1) n / o)) of n numbers.</summary>
    private static float[] Means(int windows, int count, bool isTransposed)
    {
        var means = new float[windows * count];
        for (var i = 0; i < windows; i++)
        {
            var (from, to) = ((int)((long)i * count / windows), (int)((((i + 1L) * count) + windows - 1) / windows));
            for (var j = from; j < to; j++)
            {
                means[isTransposed ? (j * windows) + i : (i * count) + j] = 1f / (to - from);
            }
        }

        return means;
    }

    /// <summary>The k-th largest: each place of the window as a map of its own, side by side, the largest k of which are taken.</summary>
    private static void Largest(Node node, MaxPool2D op, string operand, Shape from, Shape to, ExportScope scope, ResultWriter result)
    {
        var (kernel, stride, padding) = (op.Window.Kernel, op.Window.Stride, op.Window.Padding);

        // So far behind the map that the last window lies in it; padding is smaller than any number.
        var bottom = Math.Max(0, ((to.Height - 1) * stride.Height) + kernel.Height - from.Height - padding.Top);
        var right = Math.Max(0, ((to.Width - 1) * stride.Width) + kernel.Width - from.Width - padding.Left);
        var padded = scope.Add(
            node,
            "Pad",
            [operand, scope.Integers(0, 0, padding.Top, padding.Left, 0, 0, bottom, right), scope.Floats("smallest", [], [float.NegativeInfinity])],
            "padded");
        var places = new List<string>();
        for (var i = 0; i < kernel.Height; i++)
        for (var j = 0; j < kernel.Width; j++)
        {
            var (lastRow, lastColumn) = (i + ((to.Height - 1) * stride.Height) + 1, j + ((to.Width - 1) * stride.Width) + 1);
            var place = scope.Add(
                node,
                "Slice",
                [padded, scope.Integers(i, j), scope.Integers(lastRow, lastColumn), scope.Integers(2, 3), scope.Integers(stride.Height, stride.Width)],
                "place");
            places.Add(scope.Add(node, "Unsqueeze", [place, scope.Integers(4)], "placed"));
        }

        var windows = scope.Add(node, "Concat", places, "windows", n => n.With("axis", 4));
        var largest = scope.Add(node, "TopK", [windows, scope.Integers(op.K)], "largest", n => n.With("axis", 4));
        var kth = scope.Add(node, "Slice", [largest, scope.Integers(op.K - 1), scope.Integers(op.K), scope.Integers(4)], "kth");
        result("Squeeze", [kth, scope.Integers(4)]);
    }
}
