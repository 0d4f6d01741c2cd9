using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Pools, also those over all of a map.</summary>
internal static class PoolNodes
{
    public static void Max(OnnxNode node, ImportScope scope)
    {
        if (WindowAttributes.Extent(node, "dilations", 1) != new Extent(1, 1))
            throw new ImportProblem("a pool with dilation cannot be said");
        if (node.Outputs.Count > 1 && node.Outputs[1].Length > 0 && scope.OnlyReader(node.Outputs[1]) is not null)
            throw new ImportProblem("its second result, the places of the largest values, is used");
        var (operand, window) = Window(node, scope);
        scope.AddPlain(node, new MaxPool2D(window, 1), operand);
    }

    public static void Average(OnnxNode node, ImportScope scope)
    {
        if (WindowAttributes.Extent(node, "dilations", 1) != new Extent(1, 1))
            throw new ImportProblem("a pool with dilation cannot be said");
        var (operand, window) = Window(node, scope);

        // Without padding it is all the same, and a spec says nothing of it.
        scope.AddPlain(node, new AvgPool2D(window, node.Integer("count_include_pad", 0) != 0 || window.Padding == default), operand);
    }

    public static void Global(OnnxNode node, ImportScope scope)
    {
        var operand = scope.Map(scope.Activation(node, 0));
        var shape = scope.Builder.ShapeOf(operand);
        Extent whole = new(shape.Height, shape.Width);
        scope.AddPlain(node, node.Op == "GlobalMaxPool" ? new MaxPool2D(new(whole, whole, default, false), 1) : new AdaptiveAvgPool2D(1, 1), operand);
    }

    /// <summary>A mean over rows and columns is a global pool.</summary>
    public static void Mean(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        var axes = scope.Integers(node, "axes", 1)?.Select(axis => axis < 0 ? axis + view.Rank : axis).Order();
        if (axes is null || view.Dims.Length != 3 || !axes.SequenceEqual([2L, 3L]))
            throw new ImportProblem("only a mean over height and width (axes 2 and 3) can be said, avgpool(global)");
        var pool = scope.View(scope.Add(scope.Names.OfNode("avgpool"), new AdaptiveAvgPool2D(1, 1), scope.Map(view)));
        scope.Set(node.Outputs[0], node.Integer("keepdims", 1) != 0 ? pool : pool with { Dims = [pool.Dims[0]] });
    }

    private static (int Operand, Window Window) Window(OnnxNode node, ImportScope scope)
    {
        var operand = scope.Map(scope.Activation(node, 0));
        var shape = scope.Builder.ShapeOf(operand);
        var (kernel, stride) = (WindowAttributes.Extent(node, "kernel_shape", 1), WindowAttributes.Extent(node, "strides", 1));
        var padding = WindowAttributes.Padding(node, shape.Height, shape.Width, kernel, stride, new(1, 1));
        if (node.Integer("storage_order", 0) != 0)
            throw new ImportProblem("storage_order is column major");
        return (operand, new(kernel, stride, padding, node.Integer("ceil_mode", 0) != 0));
    }
}
