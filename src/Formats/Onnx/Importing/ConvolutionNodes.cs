using System;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Folding;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Convolutions and their transposes.</summary>
internal static class ConvolutionNodes
{
    public static void Conv(OnnxNode node, ImportScope scope)
    {
        var operand = scope.Map(scope.Activation(node, 0));
        var (weight, bias) = Weights(node, scope);
        var shape = scope.Builder.ShapeOf(operand);
        Extent kernel = new(WindowAttributes.Small(weight.Shape[2], "the weight"), WindowAttributes.Small(weight.Shape[3], "the weight"));
        var (stride, dilation) = (WindowAttributes.Extent(node, "strides", 1), WindowAttributes.Extent(node, "dilations", 1));
        var padding = WindowAttributes.Padding(node, shape.Height, shape.Width, kernel, stride, dilation);
        var groups = Groups(node);
        var op = new Conv2D(WindowAttributes.Small(weight.Shape[0], "the weight"), kernel, stride, padding, dilation, groups, bias is not null);
        Add(node, scope, op, operand, weight, bias);
    }

    public static void Transposed(OnnxNode node, ImportScope scope)
    {
        var operand = scope.Map(scope.Activation(node, 0));
        var (weight, bias) = Weights(node, scope);
        var shape = scope.Builder.ShapeOf(operand);
        Extent kernel = new(WindowAttributes.Small(weight.Shape[2], "the weight"), WindowAttributes.Small(weight.Shape[3], "the weight"));
        var (stride, dilation) = (WindowAttributes.Extent(node, "strides", 1), WindowAttributes.Extent(node, "dilations", 1));
        var extra = WindowAttributes.Extent(node, "output_padding", 0);
        var wanted = node.Integers("output_shape");
        if (wanted is null && node.Text("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER")
            wanted = [shape.Height * (long)stride.Height, shape.Width * (long)stride.Width];

        // A result that is asked for takes the padding that makes it.
        var padding = wanted is [.., var height, var width]
            ? Fitted(
                node.Text("auto_pad", "NOTSET") == "SAME_LOWER",
                Lacking(shape.Height, stride.Height, dilation.Height, kernel.Height, extra.Height, height),
                Lacking(shape.Width, stride.Width, dilation.Width, kernel.Width, extra.Width, width))
            : WindowAttributes.Padding(node, shape.Height, shape.Width, kernel, stride, dilation);
        var groups = Groups(node);
        var channels = WindowAttributes.Small(weight.Shape[1] * groups, "the weight");
        var op = new ConvTranspose2D(channels, kernel, stride, padding, extra, dilation, groups, bias is not null);
        Add(node, scope, op, operand, weight, bias);
    }

    private static void Add(OnnxNode node, ImportScope scope, Op op, int operand, Constant weight, Constant? bias) =>
        scope.Set(node.Outputs[0], scope.View(scope.AddLayer(node, op, "conv", operand, bias is null ? [weight] : [weight, bias])));

    private static (Constant Weight, Constant? Bias) Weights(OnnxNode node, ImportScope scope)
    {
        var weight = scope.Constant(node, 1, "the weight");
        return weight.Shape.Length == 4
            ? (weight, scope.Optional(node, 2, "the bias"))
            : throw new ImportProblem($"its weight has {weight.Shape.Length} dimensions; convolutions of two dimensions only are imported");
    }

    private static int Groups(OnnxNode node) =>
        WindowAttributes.Small(node.Integer("group", 1), "group") is > 0 and var groups ? groups : throw new ImportProblem("group is 0");

    private static long Lacking(long size, long stride, long dilation, long kernel, long extra, long wanted) =>
        (stride * (size - 1)) + extra + (dilation * (kernel - 1)) + 1 - wanted;

    private static Padding Fitted(bool isLower, long rows, long columns)
    {
        if (rows < 0 || columns < 0)
            throw new ImportProblem("the result that it asks for is larger than its windows make it");
        var (first, last) = ((int)(isLower ? (rows + 1) / 2 : rows / 2), (int)(isLower ? (columns + 1) / 2 : columns / 2));
        return new(first, last, (int)rows - first, (int)columns - last);
    }
}
