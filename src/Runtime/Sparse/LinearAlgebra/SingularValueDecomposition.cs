using System;
using System.Linq;

namespace NetSpec.Runtime.Sparse.LinearAlgebra;

/// <summary>
/// A = U Σ Vᵀ, by a QR decomposition with pivoting and then one-sided Jacobi rotations on Rᵀ (Drmač, Veselić): accurate to
/// working precision for small singular values too, and deterministic. Triplets with a singular value of exactly zero, or
/// 1e-140 times the largest entry, are left out.
/// </summary>
internal sealed class SingularValueDecomposition
{
    private const int MostSweeps = 64;

    private SingularValueDecomposition(double[] values, double[] left, double[] right)
    {
        (Values, Left, Right) = (values, left, right);
    }

    /// <summary>All singular values that are not zero, falling.</summary>
    public double[] Values { get; }

    /// <summary>The first columns of U, one after another: as many as were asked for, or as there are values.</summary>
    public double[] Left { get; }

    /// <summary>The first columns of V, one after another, as many as of U.</summary>
    public double[] Right { get; }

    /// <summary>Decomposes a matrix whose columns stand one after another. It is not changed.</summary>
    /// <param name="matrix">Finite numbers.</param>
    /// <param name="rows">The length of a column.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="rank">How many columns of U and V are wanted; all values are computed whatever it is.</param>
    public static SingularValueDecomposition Of(ReadOnlySpan<double> matrix, int rows, int columns, int rank)
    {
        if (rows < columns)
        {
            var transposed = Of(Transpose(matrix, rows, columns), columns, rows, rank);
            return new(transposed.Values, transposed.Right, transposed.Left);
        }

        var largest = 0.0;
        foreach (var value in matrix)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        if (largest == 0)
            return new([], [], []);

        // A power of two: scaling rounds nothing.
        var exponent = Math.ILogB(largest) + 1;
        var scaled = new double[rows * columns];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = Math.ScaleB(matrix[i], -exponent);
        }

        var qr = new PivotedQr(scaled, rows, columns);
        return Rotate(qr, rows, columns, Math.Min(rank, qr.Rank), exponent);
    }

    /// <summary>Rᵀ J = U' Σ makes A = (Q J) Σ (P U')ᵀ.</summary>
    private static SingularValueDecomposition Rotate(PivotedQr qr, int rows, int columns, int kept, int exponent)
    {
        var count = qr.Rank;
        var x = new double[count * columns];
        for (var j = 0; j < count; j++)
        {
            for (var i = j; i < columns; i++)
            {
                x[(j * columns) + i] = qr.R(j, i);
            }
        }

        var rotations = kept == 0 ? null : Identity(count);
        Orthogonalise(x, columns, count, rotations);
        var norms = new double[count];
        for (var j = 0; j < count; j++)
        {
            var column = x.AsSpan(j * columns, columns);
            norms[j] = Math.Sqrt(ColumnArithmetic.Dot(column, column));
        }

        var order = Enumerable.Range(0, count).OrderByDescending(j => norms[j]).Where(j => norms[j] > PivotedQr.Nothing).ToArray();
        kept = Math.Min(kept, order.Length);
        var (left, right) = (new double[kept * rows], new double[kept * columns]);
        for (var i = 0; i < kept; i++)
        {
            var source = order[i];
            var u = left.AsSpan(i * rows, rows);
            rotations.AsSpan(source * count, count).CopyTo(u);
            qr.ApplyQ(u);
            for (var n = 0; n < columns; n++)
            {
                right[(i * columns) + qr.Order[n]] = x[(source * columns) + n] / norms[source];
            }
        }

        return new([.. order.Select(j => Math.ScaleB(norms[j], exponent))], left, right);
    }

    /// <summary>Rotates pairs of columns until all are orthogonal to working precision, and the rotations' own matrix alike.</summary>
    private static void Orthogonalise(double[] x, int length, int count, double[]? rotations)
    {
        var tolerance = Math.ScaleB(Math.Max(4, Math.Sqrt(length)), -52);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var rotated = false;
            for (var i = 0; i < count; i++)
            {
                for (var j = i + 1; j < count; j++)
                {
                    var p = x.AsSpan(i * length, length);
                    var q = x.AsSpan(j * length, length);
                    var (pp, qq, pq) = ColumnArithmetic.Moments(p, q);
                    if (Math.Abs(pq) <= tolerance * Math.Sqrt(pp) * Math.Sqrt(qq) || Math.Min(pp, qq) <= PivotedQr.Nothing * PivotedQr.Nothing)
                        continue;

                    rotated = true;
                    var tangent = Tangent((qq - pp) / (2 * pq));
                    var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
                    ColumnArithmetic.Rotate(p, q, cosine, cosine * tangent);
                    if (rotations is not null)
                        ColumnArithmetic.Rotate(rotations.AsSpan(i * count, count), rotations.AsSpan(j * count, count), cosine, cosine * tangent);
                }
            }

            if (!rotated)
                return;
        }

        throw new ArithmeticException("The singular values of a block did not converge. Are all its entries finite?");
    }

    /// <summary>The smaller root of t² + 2 slope t = 1; for steep slopes without squaring them.</summary>
    private static double Tangent(double slope) =>
        Math.Abs(slope) > 1e9 ? 0.5 / slope : Math.CopySign(1, slope) / (Math.Abs(slope) + Math.Sqrt(1 + (slope * slope)));

    private static double[] Identity(int size)
    {
        var identity = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            identity[(i * size) + i] = 1;
        }

        return identity;
    }

    private static double[] Transpose(ReadOnlySpan<double> matrix, int rows, int columns)
    {
        var transposed = new double[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            transposed[((i % rows) * columns) + (i / rows)] = matrix[i];
        }

        return transposed;
    }
}
