using System;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Runtime.Tests.Sparse;

/// <summary>Matrices for tests, and plain loops over them. Dense matrices are stored row by row.</summary>
internal static class Matrices
{
    public static double[] Random(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * columns).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    public static float[] Single(double[] matrix) => Array.ConvertAll(matrix, value => (float)value);

    public static double[] Double(float[] matrix) => Array.ConvertAll(matrix, value => (double)value);

    /// <summary>The product of an m x k and a k x n matrix.</summary>
    public static double[] Multiply(double[] x, double[] y, int m, int k, int n)
    {
        var product = new double[m * n];
        for (var i = 0; i < m; i++)
        for (var t = 0; t < k; t++)
        for (var j = 0; j < n; j++)
            product[(i * n) + j] += x[(i * k) + t] * y[(t * n) + j];
        return product;
    }

    public static double[] Transpose(double[] matrix, int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => matrix[(i % rows * columns) + (i / rows)])];

    public static double Norm(double[] matrix) => Math.Sqrt(matrix.Sum(value => value * value));

    public static double[] Subtract(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a - b)];

    /// <summary>A factor as a dense matrix, from the definition: entry (row, column) is one of I_a ⊗ 1_{b×c} ⊗ I_d or zero.</summary>
    public static double[] Dense(KroneckerPattern pattern, double[] weights)
    {
        var dense = new double[pattern.Rows * pattern.Columns];
        for (var row = 0; row < pattern.Rows; row++)
        for (var column = 0; column < pattern.Columns; column++)
        {
            var (i, k, j) = (row / (pattern.B * pattern.D), row / pattern.D % pattern.B, row % pattern.D);
            if (IsInSupport(pattern, row, column))
                dense[(row * pattern.Columns) + column] = weights[(((((i * pattern.B) + k) * pattern.C) + (column / pattern.D % pattern.C)) * pattern.D) + j];
        }

        return dense;
    }

    public static bool IsInSupport(KroneckerPattern pattern, int row, int column) =>
        row / (pattern.B * pattern.D) == column / (pattern.C * pattern.D) && row % pattern.D == column % pattern.D;

    /// <summary>The product of dense factors in the order of data.</summary>
    public static double[] Product(KroneckerChain chain, double[][] weights)
    {
        var product = Dense(chain[0], weights[0]);
        for (var i = 1; i < chain.Count; i++)
            product = Multiply(Dense(chain[i], weights[i]), product, chain[i].Rows, chain[i].Columns, chain.Inputs);
        return product;
    }

    /// <summary>Random weights for each factor of a chain, of about unit gain.</summary>
    public static double[][] Weights(KroneckerChain chain, int seed) =>
        [.. chain.Select((pattern, i) => Array.ConvertAll(Random(1, pattern.NonZeros, seed + (1000 * i)), value => value / Math.Sqrt(pattern.C)))];

    /// <summary>An orthonormal matrix: Gram-Schmidt, twice, on random columns.</summary>
    public static double[] Orthonormal(int rows, int columns, int seed)
    {
        var matrix = Transpose(Random(rows, columns, seed), rows, columns);
        for (var j = 0; j < columns; j++)
        {
            var column = matrix.AsSpan(j * rows, rows);
            for (var pass = 0; pass < 2; pass++)
            for (var i = 0; i < j; i++)
            {
                var other = matrix.AsSpan(i * rows, rows);
                var dot = Dot(column, other);
                for (var n = 0; n < rows; n++)
                    column[n] -= dot * other[n];
            }

            var norm = Math.Sqrt(Dot(column, column));
            for (var n = 0; n < rows; n++)
                column[n] /= norm;
        }

        return Transpose(matrix, columns, rows);
    }

    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }
}
