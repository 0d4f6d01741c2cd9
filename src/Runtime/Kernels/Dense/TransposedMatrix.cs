using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>The weights of a fully connected layer that has a row for each input, in the order in which others have them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TransposedMatrix
{
    private const int Side = 32;

    /// <summary>The columns of a matrix, one after another.</summary>
    /// <param name="matrix">Its rows, one after another.</param>
    /// <param name="columns">How many columns it has.</param>
    public static float[] Of(ReadOnlySpan<float> matrix, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (matrix.Length % columns != 0)
            throw new ArgumentException($"{matrix.Length} numbers are no rows of {columns}.", nameof(matrix));

        var rows = matrix.Length / columns;
        var result = new float[matrix.Length];

        // Square by square, so that what is read and what is written stay in the nearest cache.
        for (var row0 = 0; row0 < rows; row0 += Side)
        for (var column0 = 0; column0 < columns; column0 += Side)
        for (var column = column0; column < Math.Min(column0 + Side, columns); column++)
        for (var row = row0; row < Math.Min(row0 + Side, rows); row++)
        {
            result[((long)column * rows) + row] = matrix[(row * columns) + column];
        }

        return result;
    }
}
