using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>Loops over the values of a channel.</summary>
internal static class Spans
{
    /// <summary>target = start combined with factor · source, element by element; both may be one span.</summary>
    public static void Affine<TArithmetic>(TArithmetic arithmetic, double start, double factor, ReadOnlySpan<double> source, Span<double> target)
        where TArithmetic : struct, IPathArithmetic
    {
        var (starts, factors) = (Vector256.Create(start), Vector256.Create(factor));
        var sources = MemoryMarshal.Cast<double, Vector256<double>>(source);
        var targets = MemoryMarshal.Cast<double, Vector256<double>>(target);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = arithmetic.MultiplyAdd(starts, factors, sources[i]);
        }

        for (var i = targets.Length * Vector256<double>.Count; i < target.Length; i++)
        {
            target[i] = arithmetic.MultiplyAdd(start, factor, source[i]);
        }
    }

    /// <summary>target = target combined with factor · source, element by element.</summary>
    public static void Accumulate<TArithmetic>(TArithmetic arithmetic, double factor, ReadOnlySpan<double> source, Span<double> target)
        where TArithmetic : struct, IPathArithmetic
    {
        var factors = Vector256.Create(factor);
        var sources = MemoryMarshal.Cast<double, Vector256<double>>(source);
        var targets = MemoryMarshal.Cast<double, Vector256<double>>(target);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = arithmetic.MultiplyAdd(targets[i], factors, sources[i]);
        }

        for (var i = targets.Length * Vector256<double>.Count; i < target.Length; i++)
        {
            target[i] = arithmetic.MultiplyAdd(target[i], factor, source[i]);
        }
    }

    /// <summary>All products of a row of weights and a vector of values, combined.</summary>
    public static double Dot<TArithmetic>(TArithmetic arithmetic, ReadOnlySpan<double> weights, ReadOnlySpan<double> values)
        where TArithmetic : struct, IPathArithmetic
    {
        var w = MemoryMarshal.Cast<double, Vector256<double>>(weights);
        var v = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i < w.Length - 1; i += 2)
        {
            even = arithmetic.MultiplyAdd(even, w[i], v[i]);
            odd = arithmetic.MultiplyAdd(odd, w[i + 1], v[i + 1]);
        }

        if (i < w.Length)
            even = arithmetic.MultiplyAdd(even, w[i], v[i]);

        var sum = 0.0;
        for (var lane = 0; lane < Vector256<double>.Count; lane++)
        {
            sum = arithmetic.Add(arithmetic.Add(sum, even[lane]), odd[lane]);
        }

        for (i = w.Length * Vector256<double>.Count; i < weights.Length; i++)
        {
            sum = arithmetic.MultiplyAdd(sum, weights[i], values[i]);
        }

        return sum;
    }
}
