using System;
using System.Linq;
using NetSpec.Formats.Tensors;

namespace NetSpec.Formats.Onnx.Folding;

/// <summary>Elementwise arithmetic on constants, with NumPy's rule for shapes that differ.</summary>
internal static class Arithmetic
{
    /// <summary>A result larger than its operands has no more elements.</summary>
    private const long MostSpread = 64;

    public static Constant? Fold(string op, Constant x, Constant y, string name)
    {
        if (x.IsFloat != y.IsFloat || Shape(x.Shape, y.Shape) is not { } shape || Dims.Count(shape) is not { } size)
            return null;
        if (size > Math.Max(MostSpread, Math.Max(x.Tensor.Elements, y.Tensor.Elements)))
            return null;

        var (first, second) = (Places(x.Shape, shape), Places(y.Shape, shape));
        if (x.IsFloat)
        {
            var (a, b) = (x.Floats(), y.Floats());
            return Constant.OfFloats(name, shape, [.. first.Zip(second, (i, j) => Apply(op, a[i], b[j]))]);
        }

        var (p, q) = (x.Integers(), y.Integers());
        var values = first.Zip(second, (i, j) => Apply(op, p[i], q[j])).ToArray();
        return values.All(value => value is not null) ? Constant.OfIntegers(name, shape, [.. values.Select(value => value!.Value)]) : null;
    }

    private static float Apply(string op, float x, float y) => op switch { "Add" => x + y, "Sub" => x - y, "Mul" => x * y, _ => x / y };

    /// <summary>The size of the batch is not known: only what leaves it as it is can be computed.</summary>
    private static long? Apply(string op, long x, long y) => (op, x == Constant.Batch, y == Constant.Batch) switch
    {
        ("Mul" or "Div", true, false) when y == 1 => x,
        ("Mul", false, true) when x == 1 => y,
        ("Add" or "Sub", true, false) when y == 0 => x,
        (_, true, _) or (_, _, true) => null,
        ("Add", _, _) => unchecked(x + y),
        ("Sub", _, _) => unchecked(x - y),
        ("Mul", _, _) => unchecked(x * y),
        _ => y is 0 or -1 ? null : x / y,
    };

    private static long[]? Shape(ReadOnlySpan<long> x, ReadOnlySpan<long> y)
    {
        var shape = new long[Math.Max(x.Length, y.Length)];
        for (var i = 1; i <= shape.Length; i++)
        {
            var (a, b) = (i <= x.Length ? x[^i] : 1, i <= y.Length ? y[^i] : 1);
            if (a != b && a != 1 && b != 1)
                return null;
            shape[^i] = a == 1 ? b : a;
        }

        return shape;
    }

    /// <summary>Where the element of each place of the result lies in an operand.</summary>
    private static int[] Places(ReadOnlySpan<long> operand, long[] shape)
    {
        var places = new int[shape.Aggregate(1L, (size, dim) => size * dim)];
        for (var i = 0; i < places.Length; i++)
        {
            var (rest, place, stride) = ((long)i, 0L, 1L);
            for (var axis = 1; axis <= shape.Length; axis++)
            {
                (rest, var index) = Math.DivRem(rest, shape[^axis]);
                if (axis <= operand.Length)
                {
                    place += operand[^axis] == 1 ? 0 : index * stride;
                    stride *= operand[^axis];
                }
            }

            places[i] = (int)place;
        }

        return places;
    }
}
