using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Sparse.LinearAlgebra;

/// <summary>
/// Columns of doubles. The width of a vector and the order of additions are fixed and nothing is contracted, so results are
/// the same to the last bit on every machine.
/// </summary>
internal static class ColumnArithmetic
{
    private const int Width = 4, Step = 2 * Width;

    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref var p = ref MemoryMarshal.GetReference(x);
        ref var q = ref MemoryMarshal.GetReference(y[..x.Length]);
        Vector256<double> even = default, odd = default;
        nuint i = 0;
        for (; i + Step <= (nuint)x.Length; i += Step)
        {
            even += Vector256.LoadUnsafe(ref p, i) * Vector256.LoadUnsafe(ref q, i);
            odd += Vector256.LoadUnsafe(ref p, i + Width) * Vector256.LoadUnsafe(ref q, i + Width);
        }

        var sum = Sum(even + odd);
        for (var n = (int)i; n < x.Length; n++)
        {
            sum += x[n] * y[n];
        }

        return sum;
    }

    /// <summary>x·x, y·y and x·y at once.</summary>
    public static (double Xx, double Yy, double Xy) Moments(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref var p = ref MemoryMarshal.GetReference(x);
        ref var q = ref MemoryMarshal.GetReference(y[..x.Length]);
        Vector256<double> xx = default, yy = default, xy = default;
        nuint i = 0;
        for (; i + Width <= (nuint)x.Length; i += Width)
        {
            var (u, v) = (Vector256.LoadUnsafe(ref p, i), Vector256.LoadUnsafe(ref q, i));
            xx += u * u;
            yy += v * v;
            xy += u * v;
        }

        var (sumXx, sumYy, sumXy) = (Sum(xx), Sum(yy), Sum(xy));
        for (var n = (int)i; n < x.Length; n++)
        {
            sumXx += x[n] * x[n];
            sumYy += y[n] * y[n];
            sumXy += x[n] * y[n];
        }

        return (sumXx, sumYy, sumXy);
    }

    /// <summary>y += factor · x.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        ref var p = ref MemoryMarshal.GetReference(x);
        ref var q = ref MemoryMarshal.GetReference(y[..x.Length]);
        var factors = Vector256.Create(factor);
        nuint i = 0;
        for (; i + Width <= (nuint)x.Length; i += Width)
        {
            (Vector256.LoadUnsafe(ref q, i) + (factors * Vector256.LoadUnsafe(ref p, i))).StoreUnsafe(ref q, i);
        }

        for (var n = (int)i; n < x.Length; n++)
        {
            y[n] += factor * x[n];
        }
    }

    /// <summary>(x, y) becomes (cosine · x − sine · y, sine · x + cosine · y).</summary>
    public static void Rotate(Span<double> x, Span<double> y, double cosine, double sine)
    {
        ref var p = ref MemoryMarshal.GetReference(x);
        ref var q = ref MemoryMarshal.GetReference(y[..x.Length]);
        var (cosines, sines) = (Vector256.Create(cosine), Vector256.Create(sine));
        nuint i = 0;
        for (; i + Width <= (nuint)x.Length; i += Width)
        {
            var (u, v) = (Vector256.LoadUnsafe(ref p, i), Vector256.LoadUnsafe(ref q, i));
            ((cosines * u) - (sines * v)).StoreUnsafe(ref p, i);
            ((sines * u) + (cosines * v)).StoreUnsafe(ref q, i);
        }

        for (var n = (int)i; n < x.Length; n++)
        {
            (x[n], y[n]) = ((cosine * x[n]) - (sine * y[n]), (sine * x[n]) + (cosine * y[n]));
        }
    }

    public static void Scale(Span<double> x, double factor)
    {
        foreach (ref var value in x)
        {
            value *= factor;
        }
    }

    private static double Sum(Vector256<double> v) => (v[0] + v[2]) + (v[1] + v[3]);
}
