using System;
using NetSpec.Runtime.Sparse.LinearAlgebra;

namespace NetSpec.Runtime.Sparse.Factors;

/// <summary>Rows and columns of a dense matrix that two factors fill through the same inner features.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Inner">The inner features: the rank of the block is at most their number.</param>
internal sealed record Block(Stride Rows, Stride Columns, int[] Inner)
{
    /// <summary>The block of a matrix stored row by row, its columns one after another.</summary>
    public double[] Gather(double[] matrix, int width)
    {
        var gathered = new double[Rows.Count * Columns.Count];
        for (var k = 0; k < Rows.Count; k++)
        {
            var row = Rows[k] * width;
            for (var l = 0; l < Columns.Count; l++)
            {
                gathered[(l * Rows.Count) + k] = matrix[row + Columns[l]];
            }
        }

        return gathered;
    }

    /// <summary>
    /// The squares of the block's singular values, falling: eigenvalues of the products of its shorter sides. Right to rounding
    /// of the largest, which is enough for an error, and many times faster than the values themselves.
    /// </summary>
    public double[] Energies(double[] matrix, int width)
    {
        var isTall = Rows.Count >= Columns.Count;
        var (sides, length) = isTall ? (Columns.Count, Rows.Count) : (Rows.Count, Columns.Count);
        var vectors = isTall ? Gather(matrix, width) : GatherRows(matrix, width);
        var products = new double[sides * sides];
        for (var i = 0; i < sides; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                products[(i * sides) + j] = products[(j * sides) + i] =
                    ColumnArithmetic.Dot(vectors.AsSpan(i * length, length), vectors.AsSpan(j * length, length));
            }
        }

        return Array.ConvertAll(SymmetricEigenvalues.Of(products, sides), value => Math.Max(0, value));
    }

    private double[] GatherRows(double[] matrix, int width)
    {
        var gathered = new double[Rows.Count * Columns.Count];
        for (var k = 0; k < Rows.Count; k++)
        {
            var row = Rows[k] * width;
            for (var l = 0; l < Columns.Count; l++)
            {
                gathered[(k * Columns.Count) + l] = matrix[row + Columns[l]];
            }
        }

        return gathered;
    }
}
