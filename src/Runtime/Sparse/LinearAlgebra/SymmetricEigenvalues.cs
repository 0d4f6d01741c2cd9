using System;

namespace NetSpec.Runtime.Sparse.LinearAlgebra;

/// <summary>
/// Eigenvalues of a symmetric matrix: Householder reflections make it tridiagonal, implicit QL steps with Wilkinson's shift
/// make that diagonal. Errors are of the order of rounding of the largest eigenvalue.
/// </summary>
internal static class SymmetricEigenvalues
{
    private const int MostSteps = 64;

    /// <summary>All eigenvalues, falling. The matrix is overwritten.</summary>
    /// <param name="matrix">Row by row, both triangles; finite.</param>
    /// <param name="size">Its rows.</param>
    public static double[] Of(double[] matrix, int size)
    {
        var largest = 0.0;
        foreach (var value in matrix)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        // By a power of two, which rounds nothing, so that no square overflows or vanishes.
        var exponent = largest == 0 ? 0 : Math.ILogB(largest);
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] = Math.ScaleB(matrix[i], -exponent);
        }

        var (diagonal, off) = (new double[size], new double[size]);
        Reduce(matrix, size, diagonal, off);
        Diagonalise(diagonal, off);
        Array.Sort(diagonal);
        Array.Reverse(diagonal);
        return Array.ConvertAll(diagonal, value => Math.ScaleB(value, exponent));
    }

    /// <summary>A becomes H A H for a reflection H = I − β v vᵀ a column, which leaves one entry below its diagonal.</summary>
    private static void Reduce(double[] matrix, int size, double[] diagonal, double[] off)
    {
        var product = new double[size];
        for (var k = 0; k < size; k++)
        {
            diagonal[k] = matrix[(k * size) + k];
            if (k + 1 == size)
                return;

            var v = matrix.AsSpan((k * size) + k + 1, size - k - 1);
            var norm = Math.Sqrt(ColumnArithmetic.Dot(v, v));
            off[k] = v[0] > 0 ? -norm : norm;
            var head = v[0] - off[k];
            if (norm == 0 || v.Length == 1)
            {
                off[k] = v[0];
                continue;
            }

            // β = 2/(v·v) with v = x − off e₁.
            var beta = 1 / (norm * Math.Abs(head));
            v[0] = head;
            var p = product.AsSpan(0, v.Length);
            for (var i = 0; i < v.Length; i++)
            {
                p[i] = beta * ColumnArithmetic.Dot(v, matrix.AsSpan(((k + 1 + i) * size) + k + 1, v.Length));
            }

            ColumnArithmetic.AddScaled(-0.5 * beta * ColumnArithmetic.Dot(p, v), v, p);
            for (var i = 0; i < v.Length; i++)
            {
                var row = matrix.AsSpan(((k + 1 + i) * size) + k + 1, v.Length);
                ColumnArithmetic.AddScaled(-v[i], p, row);
                ColumnArithmetic.AddScaled(-p[i], v, row);
            }
        }
    }

    private static void Diagonalise(double[] d, double[] e)
    {
        // Relative to the whole matrix: among eigenvalues of zero, neighbours on the diagonal are rounding errors themselves.
        var largest = 0.0;
        for (var i = 0; i < d.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(d[i]) + Math.Abs(e[i]));
        }

        var nothing = Math.ScaleB(largest, -53);
        for (var first = 0; first < d.Length; first++)
        {
            for (var step = 0; ; step++)
            {
                var last = first;
                while (last + 1 < d.Length && Math.Abs(e[last]) > nothing)
                {
                    last++;
                }

                if (last == first)
                    break;
                if (step == MostSteps)
                    throw new ArithmeticException("The eigenvalues of a block did not converge. Are all its entries finite?");
                Chase(d, e, first, last);
            }
        }
    }

    /// <summary>One implicit QL step on the part from first to last.</summary>
    private static void Chase(double[] d, double[] e, int first, int last)
    {
        var slope = (d[first + 1] - d[first]) / (2 * e[first]);
        var root = Math.Sqrt(1 + (slope * slope));
        var g = d[last] - d[first] + (e[first] / (slope + Math.CopySign(root, slope)));
        var (sine, cosine, shift) = (1.0, 1.0, 0.0);
        for (var i = last - 1; i >= first; i--)
        {
            var (f, b) = (sine * e[i], cosine * e[i]);
            var r = Math.Sqrt((f * f) + (g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= shift;
                e[last] = 0;
                return;
            }

            (sine, cosine) = (f / r, g / r);
            g = d[i + 1] - shift;
            var mixed = ((d[i] - g) * sine) + (2 * cosine * b);
            shift = sine * mixed;
            d[i + 1] = g + shift;
            g = (cosine * mixed) - b;
        }

        d[first] -= shift;
        e[first] = g;
        e[last] = 0;
    }
}
