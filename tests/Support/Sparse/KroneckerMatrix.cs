using NetSpec.Dsl.Ops;

namespace NetSpec.Tests.Support.Sparse;

/// <summary>Kronecker-sparse factors as dense matrices in double, entry by entry from the definition of their support.</summary>
public static class KroneckerMatrix
{
    /// <summary>
    /// The matrix of a pattern: entry (r, s) of I_a ⊗ 1_{b×c} ⊗ I_d is 1 where r and s lie in the same block of a and leave the
    /// same remainder by d; its value is the weight (i, k, l, j) of that block, row, column and remainder.
    /// </summary>
    public static double[,] Of(KsPattern pattern, float[] weights)
    {
        var (b, c, d) = (pattern.B, pattern.C, pattern.D);
        var matrix = new double[pattern.Rows, pattern.Columns];
        for (var r = 0; r < pattern.Rows; r++)
        for (var s = 0; s < pattern.Columns; s++)
        {
            if (r / (b * d) == s / (c * d) && r % d == s % d)
            {
                var (i, k, l, j) = (r / (b * d), r % (b * d) / d, s % (c * d) / d, r % d);
                matrix[r, s] = weights[(((((i * b) + k) * c) + l) * d) + j];
            }
        }

        return matrix;
    }

    /// <summary>M x, zeros included.</summary>
    public static double[] Times(double[,] matrix, double[] x)
    {
        var y = new double[matrix.GetLength(0)];
        for (var r = 0; r < y.Length; r++)
        {
            var sum = 0.0;
            for (var s = 0; s < x.Length; s++)
                sum += matrix[r, s] * x[s];
            y[r] = sum;
        }

        return y;
    }

    /// <summary>The matrix with rows for columns.</summary>
    public static double[,] Transpose(double[,] matrix)
    {
        var result = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (var r = 0; r < matrix.GetLength(0); r++)
        for (var s = 0; s < matrix.GetLength(1); s++)
            result[s, r] = matrix[r, s];
        return result;
    }

    /// <summary>The absolute values of a matrix.</summary>
    public static double[,] Absolute(double[,] matrix)
    {
        var result = new double[matrix.GetLength(0), matrix.GetLength(1)];
        for (var r = 0; r < matrix.GetLength(0); r++)
        for (var s = 0; s < matrix.GetLength(1); s++)
            result[r, s] = System.Math.Abs(matrix[r, s]);
        return result;
    }
}
