using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Formats.Onnx.Folding;
using NetSpec.Formats.Onnx.Messages;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>Nodes that move values or see them otherwise.</summary>
internal static class ShapeNodes
{
    public static void Pass(OnnxNode node, ImportScope scope) => scope.Set(node.Outputs[0], scope.Activation(node, 0));

    public static void Shape(OnnxNode node, ImportScope scope)
    {
        var dims = WithBatch(scope.Activation(node, 0));
        int At(long at) => (int)Math.Clamp(at < 0 ? at + dims.Length : at, 0, dims.Length);
        var (from, to) = (At(node.Integer("start", 0)), At(node.Integer("end", dims.Length)));
        scope.Set(node.Outputs[0], Constant.OfVector(node.Outputs[0], dims[from..Math.Max(from, to)]));
    }

    public static void Flatten(OnnxNode node, ImportScope scope)
    {
        var view = Unmoved(scope.Activation(node, 0));
        var axis = node.Integer("axis", 1);
        if ((axis < 0 ? axis + view.Rank : axis) != 1)
            throw new ImportProblem("only all dimensions behind the batch can be flattened, axis 1");
        scope.Set(node.Outputs[0], view with { Dims = [view.Size] });
    }

    public static void Reshape(OnnxNode node, ImportScope scope)
    {
        var view = Unmoved(PartNodes.Unshuffled(scope.Activation(node, 0), scope));
        var shape = scope.Integers(node, "shape", 1) ?? throw new ImportProblem("the shape is left out");
        var dims = ConstantFolding.Dimensions(WithBatch(view), shape, node.Integer("allowzero", 0) != 0);

        // Exporters write a batch of 1, or of what they traced, as a number.
        if (dims is null && shape.Length > 0 && shape[0] > 0)
            dims = ConstantFolding.Dimensions(WithBatch(view), [Constant.Batch, .. shape.Skip(1)], node.Integer("allowzero", 0) != 0);
        Behind(node, scope, view, dims);
    }

    public static void Squeeze(OnnxNode node, ImportScope scope)
    {
        var view = Unmoved(scope.Activation(node, 0));
        var axes = scope.Integers(node, "axes", 1);
        Behind(node, scope, view, node.Op == "Squeeze" ? Axes.Squeezed(WithBatch(view), axes) : axes is null ? null : Axes.Unsqueezed(WithBatch(view), axes));
    }

    public static void Transpose(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        var order = node.Integers("perm")?.Select(axis => (int)axis).ToArray() ?? [.. Enumerable.Range(0, view.Rank).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, view.Rank)))
            throw new ImportProblem("perm is no order of the axes");
        scope.Set(node.Outputs[0], view.Moved(order));
    }

    public static void Pad(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        if (node.Text("mode", "constant") is not "constant" and var mode)
            throw new ImportProblem($"only zeros can be put around a map, not {Quoted.Name(mode)}");
        var given = scope.Optional(node, 2, "the value")?.Tensor;
        var value = given is null ? node.Real("value", 0) : given.Elements == 1 ? given.ToFloats()[0] : float.NaN;
        if (value != 0)
            throw new ImportProblem("only zeros can be put around a map");
        if (node.Input(3).Length > 0)
            throw new ImportProblem("axes are given");
        var pads = scope.Integers(node, "pads", 1) ?? [];
        if (pads.Length != 2 * view.Rank || pads[0] != 0 || pads[view.Rank] != 0)
            throw new ImportProblem("pads does not fit its operand, or pads the batch");

        int Of(int at) => WindowAttributes.Small(pads[at], "pads");
        var (front, back) = (Of(1), Of(view.Rank + 1));
        scope.AddPlain(node, view.Rank == 4 ? new Pad(new(Of(2), Of(3), Of(6), Of(7)), front, back) : new Pad(default, front, back), scope.Any(view));
    }

    /// <summary>A whole number of times more rows and columns, repeated or interpolated.</summary>
    public static void Resize(OnnxNode node, ImportScope scope)
    {
        var view = scope.Activation(node, 0);
        var operand = scope.Map(view);
        if (node.Text("mode", "nearest") is not ("nearest" or "linear") and var mode)
            throw new ImportProblem($"only the nearest value can be taken, or a linear mean, not {Quoted.Name(mode)}");

        var factors = Factors(node, scope, view);
        if (factors is not [1, 1, var rows, var columns] || !IsFactor(rows) || !IsFactor(columns))
            throw new ImportProblem("height and width must grow by whole factors, and nothing else");
        if (node.Text("mode", "nearest") == "linear")
        {
            scope.AddPlain(node, new Interpolate(new((int)rows, (int)columns), AlignsCorners(node, scope)), operand);
            return;
        }

        if (node.Op == "Resize" && scope.Model.Opset >= 11 && !TakesFirst(node, Math.Max(rows, columns)))
            throw new ImportProblem("the places that it takes are not those of repeated rows and columns");
        scope.AddPlain(node, new Upsample(new((int)rows, (int)columns)), operand);
    }

    private static bool AlignsCorners(OnnxNode node, ImportScope scope) => node.Op == "Resize" && scope.Model.Opset >= 11
        ? node.Text("coordinate_transformation_mode", "half_pixel") switch
        {
            "align_corners" => true,
            "half_pixel" or "pytorch_half_pixel" or "half_pixel_symmetric" => false,
            var mode => throw new ImportProblem($"a linear mean can be taken with corners of places or of maps aligned, not with {Quoted.Name(mode)}"),
        }
        : throw new ImportProblem("before opset 11 a linear mean is taken with the first places aligned and no others, which cannot be said");

    private static bool IsFactor(double value) => value is >= 1 and <= 1 << 20 && value == Math.Floor(value);

    private static double[]? Factors(OnnxNode node, ImportScope scope, ActivationView view)
    {
        if (node.Attributes.GetValueOrDefault("scales")?.Reals is { } attribute)
            return Array.ConvertAll(attribute, value => (double)value);
        var place = node.Op == "Resize" && scope.Model.Opset >= 11 ? 2 : 1;
        if (scope.Optional(node, place, "scales") is { Tensor.Elements: > 0 } scales)
            return scales.Tensor.ToDoubles();
        if (place != 2 || scope.Optional(node, 3, "sizes")?.Integers() is not { Length: 4 } sizes)
            return null;
        var dims = WithBatch(view);
        return [.. sizes.Zip(dims, (to, from) => to == from || from == Constant.Batch ? 1 : to / (double)from)];
    }

    /// <summary>Whether place i of a result takes floor(i / factor).</summary>
    private static bool TakesFirst(OnnxNode node, double factor)
    {
        var (places, rounding) = (node.Text("coordinate_transformation_mode", "half_pixel"), node.Text("nearest_mode", "round_prefer_floor"));
        return (places, rounding) switch
        {
            ("asymmetric", "floor") => true,
            ("asymmetric", "round_prefer_floor") => factor <= 2,
            ("half_pixel" or "pytorch_half_pixel" or "half_pixel_symmetric", "round_prefer_floor" or "round_prefer_ceil") => true,
            _ => factor == 1,
        };
    }

    private static void Behind(OnnxNode node, ImportScope scope, ActivationView view, long[]? dims) =>
        scope.Set(node.Outputs[0], dims is [Constant.Batch, .. var rest]
            ? view with { Dims = rest }
            : throw new ImportProblem($"{view} cannot be seen so: the batch must stay the first dimension, and the others hold as many numbers"));

    private static ActivationView Unmoved(ActivationView view) =>
        view.Order is null ? view : throw new ImportProblem($"its operand is {view}, a transpose, which cannot be said");

    private static long[] WithBatch(ActivationView view) => view.Order is null
        ? [Constant.Batch, .. view.Dims]
        : [.. view.Order.Select(axis => axis == 0 ? Constant.Batch : view.Dims[axis - 1])];
}
