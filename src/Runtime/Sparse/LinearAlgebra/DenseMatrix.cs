using System;
using System.Globalization;

namespace NetSpec.Runtime.Sparse.LinearAlgebra;

/// <summary>Checks and measures of dense matrices, stored row by row.</summary>
internal static class DenseMatrix
{
    /// <summary>The numbers of a matrix of a given size, all finite, in double.</summary>
    public static double[] Widen(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (matrix.Length != (long)rows * columns)
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"The matrix has {matrix.Length} numbers; {rows} x {columns} takes {(long)rows * columns}."), nameof(matrix));

        var dense = new double[matrix.Length];
        for (var i = 0; i < dense.Length; i++)
        {
            dense[i] = float.IsFinite(matrix[i])
                ? matrix[i]
                : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"Row {i / columns}, column {i % columns} of the matrix is {matrix[i]}; every number must be finite."), nameof(matrix));
        }

        return dense;
    }

    /// <summary>‖x − y‖ / ‖x‖; 0 when both are zero.</summary>
    public static double RelativeDistance(double[] x, double[] y)
    {
        var (distance, size) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            distance += (x[i] - y[i]) * (x[i] - y[i]);
            size += x[i] * x[i];
        }

        return distance == 0 ? 0 : Math.Sqrt(distance / size);
    }
}
