using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Formats.Content;
using NetSpec.Formats.Onnx.Messages;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Onnx.Folding;

/// <summary>Computes nodes whose operands are all constant: the arithmetic of shapes that exporters leave in a graph, and weights seen otherwise.</summary>
/// <param name="budget">How many elements may be computed for all nodes: a multiple of the file's bytes, so that a small file makes no large work.</param>
internal sealed class ConstantFolding(long budget)
{
    private static readonly string[] ValueKeys = ["value", "value_int", "value_ints", "value_float", "value_floats"];

    private long _left = budget;

    /// <summary>The result of a node on constants; null where it is none of those that are folded.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">Its operands; null for one left out.</param>
    public Constant? Fold(OnnxNode node, IReadOnlyList<Constant?> x)
    {
        var name = node.Outputs[0];
        if (node.Op == "Constant")
            return OfAttribute(node, name);
        if (x.Count == 0 || x[0] is not { } first)
            return null;

        return node.Op switch
        {
            "Identity" or "Dropout" => first,
            "Shape" => Constant.OfVector(name, first.Shape.ToArray()),
            "Reshape" or "Squeeze" or "Unsqueeze" => Reshaped(node, x),
            "Transpose" => Transposed(node, first),
            _ when !Affords(x) => null,
            "Cast" => Cast(node, first, name),
            "Gather" when x.Count > 1 && x[1] is { } indices && first.IsSmall && first.Shape.Length == 1 && node.Integer("axis", 0) == 0 =>
                Gather(first, indices, name),
            "Slice" => Slice(node, x, name),
            "Concat" => x.All(part => part is { IsSmall: true, IsFloat: false } && part.Shape.Length == 1)
                ? Constant.OfVector(name, [.. x.SelectMany(part => part!.Integers())])
                : null,
            "ConstantOfShape" => OfShape(node, first, name),
            "Floor" or "Ceil" when first is { IsFloat: true, IsSmall: true } =>
                Constant.OfFloats(name, first.Shape, Array.ConvertAll(first.Floats(), value => node.Op == "Floor" ? MathF.Floor(value) : MathF.Ceiling(value))),
            "Sqrt" when first is { IsFloat: true, IsSmall: true } => Constant.OfFloats(name, first.Shape, Array.ConvertAll(first.Floats(), MathF.Sqrt)),
            "Add" or "Sub" or "Mul" or "Div" when x.Count == 2 && x[1] is { IsSmall: true } second && first.IsSmall =>
                Arithmetic.Fold(node.Op, first, second, name),
            _ => null,
        };
    }

    /// <summary>The dimensions that a reshape asks for, with -1 found and 0 taken over; null where they do not hold the elements.</summary>
    /// <param name="from">The dimensions before; the batch may be among them.</param>
    /// <param name="to">What is asked for.</param>
    /// <param name="keepsZero">Whether 0 stands for itself.</param>
    public static long[]? Dimensions(ReadOnlySpan<long> from, ReadOnlySpan<long> to, bool keepsZero = false)
    {
        var dims = to.ToArray();
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 0 && !keepsZero)
            {
                if (i >= from.Length)
                    return null;
                dims[i] = from[i];
            }
        }

        var open = Array.IndexOf(dims, -1);
        if (open >= 0)
        {
            // The batch cancels where it stands on both sides, and is what is left where it stands on one.
            var batches = Count(from, Constant.Batch) - Count(dims, Constant.Batch);
            var rest = Product(dims, open);
            if (batches == 1 && Product(from, -1) == rest)
                dims[open] = Constant.Batch;
            else if (batches == 0 && rest is > 0 and { } size && Product(from, -1) is { } whole && whole % size == 0)
                dims[open] = whole / size;
            else
                return null;
        }

        return Count(from, Constant.Batch) == Count(dims, Constant.Batch) && Product(from, -1) is { } all && all == Product(dims, -1) ? dims : null;
    }

    private bool Affords(IReadOnlyList<Constant?> x) =>
        (_left -= x.Sum(operand => operand is null ? 0 : Math.Min(operand.Tensor.Elements, Constant.MostFolded)) + 1) >= 0;

    private static int Count(ReadOnlySpan<long> dims, long value)
    {
        var count = 0;
        foreach (var dim in dims)
        {
            count += dim == value ? 1 : 0;
        }

        return count;
    }

    /// <summary>The product of all dimensions but the batch and one place; null beyond 64 bits.</summary>
    private static long? Product(ReadOnlySpan<long> dims, int without)
    {
        var product = (Int128)1;
        for (var i = 0; i < dims.Length; i++)
        {
            if (i == without || dims[i] == Constant.Batch)
                continue;
            product *= dims[i];
            if (dims[i] < 0 || product > long.MaxValue)
                return null;
        }

        return (long)product;
    }

    private static Constant? OfAttribute(OnnxNode node, string name)
    {
        var attribute = ValueKeys.Select(key => node.Attributes.GetValueOrDefault(key)).FirstOrDefault(found => found is not null);
        return attribute switch
        {
            { Tensor: { } tensor } => new(tensor.Renamed(name)),
            { Integer: { } value } => Constant.OfIntegers(name, [], [value]),
            { Integers: { } values } => Constant.OfVector(name, values),
            { Real: { } value } => Constant.OfFloats(name, [], [value]),
            { Reals: { } values } => Constant.OfFloats(name, [values.Length], values),
            _ => null,
        };
    }

    private static Constant? Cast(OnnxNode node, Constant x, string name)
    {
        const long Float = 1;
        const long Double = 11;
        const long Int32 = 6;
        const long Int64 = 7;
        return (node.Integer("to", 0), x.IsFloat) switch
        {
            (Float or Double, true) or (Int32 or Int64, false) => x,
            (Float or Double, false) when x.IsSmall =>
                Constant.OfFloats(name, x.Shape, Array.ConvertAll(x.Integers(), value => value == Constant.Batch ? float.NaN : value)),
            (Int32 or Int64, true) when x.IsSmall =>
                Constant.OfIntegers(name, x.Shape, Array.ConvertAll(x.Floats(), value => float.IsNaN(value) ? Constant.Batch : (long)value)),
            _ => null,
        };
    }

    private static Constant? Reshaped(OnnxNode node, IReadOnlyList<Constant?> x)
    {
        var first = x[0]!;
        var axes = node.Integers("axes") ?? (x.Count > 1 ? x[1]?.Integers() : null);
        var dims = node.Op switch
        {
            "Reshape" when (x.Count > 1 ? x[1]?.Integers() : node.Integers("shape")) is { } shape =>
                Dimensions(first.Shape, shape, node.Integer("allowzero", 0) != 0),
            "Squeeze" => Axes.Squeezed(first.Shape, axes),
            "Unsqueeze" when axes is not null => Axes.Unsqueezed(first.Shape, axes),
            _ => null,
        };
        return dims is not null && Dims.Count(dims) == first.Tensor.Elements ? first with { Tensor = first.Tensor.Shaped(first.Tensor.Name, dims) } : null;
    }

    private static Constant? Transposed(OnnxNode node, Constant x)
    {
        var rank = x.Shape.Length;
        int[] order = node.Integers("perm") is { } perm ? Array.ConvertAll(perm, axis => (int)axis) : [.. Enumerable.Range(0, rank).Reverse()];
        if (!order.Order().SequenceEqual(Enumerable.Range(0, rank)))
            return null;

        var (dims, strides) = (new long[rank], new long[rank]);
        var stride = 1L;
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            var at = Array.IndexOf(order, axis);
            (dims[at], strides[at]) = (x.Shape[axis], stride);
            stride *= Math.Max(1, x.Shape[axis]);
        }

        var (name, type) = (x.Tensor.Name, x.Tensor.Type);
        var content = new StridedContent(x.Tensor.Content, name, ElementTypes.Size(type), 0, dims, strides);
        return new(new TensorEntry(name, type, dims, content), $"{x.Moves}({string.Join(' ', order)})");
    }

    private static Constant? Gather(Constant x, Constant indices, string name)
    {
        var values = x.Integers();
        var picked = Array.ConvertAll(indices.Integers(), index => index < 0 ? index + values.Length : index);
        return !x.IsFloat && picked.All(index => index >= 0 && index < values.Length)
            ? Constant.OfIntegers(name, indices.Shape, Array.ConvertAll(picked, index => values[index]))
            : null;
    }

    private static Constant? Slice(OnnxNode node, IReadOnlyList<Constant?> x, string name)
    {
        long[]? Argument(string key, int place) => node.Integers(key) ?? (x.Count > place ? x[place]?.Integers() : null);
        return Slicing.Fold(x[0]!, name, Argument("starts", 1), Argument("ends", 2), Argument("axes", 3), Argument("steps", 4));
    }

    private static Constant? OfShape(OnnxNode node, Constant x, string name)
    {
        const int Most = 64;
        var dims = x.IsSmall ? x.Integers() : [];
        if (Dims.Count(dims) is not { } count || count > Most)
            return null;
        var value = node.Attributes.GetValueOrDefault("value")?.Tensor;
        return value is null || value.Elements != 1 ? Constant.OfFloats(name, dims, new float[count])
            : new Constant(value).IsFloat ? Constant.OfFloats(name, dims, Enumerable.Repeat(value.ToFloats()[0], (int)count).ToArray())
            : Constant.OfIntegers(name, dims, Enumerable.Repeat(value.ToIntegers()[0], (int)count).ToArray());
    }
}
