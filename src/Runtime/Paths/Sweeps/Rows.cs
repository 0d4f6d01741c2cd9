using System;
using System.Numerics;

namespace NetSpec.Runtime.Paths.Sweeps;

/// <summary>Sums over rows of doubles.</summary>
internal static class Rows
{
    /// <summary>sum += factor · row.</summary>
    public static void Add(Span<double> sum, ReadOnlySpan<double> row, double factor)
    {
        var i = 0;
        var factors = new Vector<double>(factor);
        for (; i <= row.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var part = sum.Slice(i, Vector<double>.Count);
            (new Vector<double>(part) + (factors * new Vector<double>(row[i..]))).CopyTo(part);
        }

        for (; i < row.Length; i++)
        {
            sum[i] += factor * row[i];
        }
    }

    /// <summary>Σ left · right.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var i = 0;
        var sums = Vector<double>.Zero;
        for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(left[i..]) * new Vector<double>(right[i..]);
        }

        var sum = Vector.Sum(sums);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
