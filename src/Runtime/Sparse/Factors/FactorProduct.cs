using System;
using System.Collections.Generic;
using NetSpec.Runtime.Sparse.LinearAlgebra;

namespace NetSpec.Runtime.Sparse.Factors;

/// <summary>Products of Kronecker-sparse factors in double.</summary>
internal static class FactorProduct
{
    /// <summary>Where the weight at an index of (a, b, c, d) stands in the matrix.</summary>
    public static (int Row, int Column) Entry(KroneckerPattern pattern, int index)
    {
        (index, var j) = Math.DivRem(index, pattern.D);
        (index, var l) = Math.DivRem(index, pattern.C);
        return ((index * pattern.D) + j, (((index / pattern.B * pattern.C) + l) * pattern.D) + j);
    }

    /// <summary>The dense product, row by row, of factors in the order of data.</summary>
    public static double[] Dense(IReadOnlyList<KroneckerPattern> patterns, IReadOnlyList<double[]> weights)
    {
        var first = patterns[0];
        var product = new double[checked(first.Rows * first.Columns)];
        for (var n = 0; n < weights[0].Length; n++)
        {
            var (row, column) = Entry(first, n);
            product[(row * first.Columns) + column] = weights[0][n];
        }

        for (var i = 1; i < patterns.Count; i++)
        {
            product = Multiply(patterns[i], weights[i], product, first.Columns);
        }

        return product;
    }

    /// <summary>K X for a dense X of the given width, whole rows at a time.</summary>
    private static double[] Multiply(KroneckerPattern pattern, double[] weights, double[] x, int width)
    {
        var y = new double[checked(pattern.Rows * width)];
        for (var n = 0; n < weights.Length; n++)
        {
            var (row, column) = Entry(pattern, n);
            ColumnArithmetic.AddScaled(weights[n], x.AsSpan(column * width, width), y.AsSpan(row * width, width));
        }

        return y;
    }
}
