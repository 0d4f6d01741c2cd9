using System;
using System.Linq;

namespace NetSpec.Runtime.Sparse.LinearAlgebra;

/// <summary>
/// A P = Q R by Householder reflections with column pivoting (Businger, Golub): the diagonal of R falls, so that a graded or
/// rank-deficient matrix comes out graded. Columns stand one after another; entries are at most 1 in size.
/// </summary>
internal sealed class PivotedQr
{
    /// <summary>Below this a column counts as zero: its square is near the smallest numbers there are.</summary>
    public const double Nothing = 1e-140;

    private readonly double[] _columns;
    private readonly double[] _factors;
    private readonly int _rows;

    /// <summary>Decomposes a matrix in place.</summary>
    public PivotedQr(double[] columns, int rows, int columnCount)
    {
        (_columns, _rows) = (columns, rows);
        _factors = new double[columnCount];
        Order = [.. Enumerable.Range(0, columnCount)];
        Rank = Reduce();
    }

    /// <summary>Column i of A P is column Order[i] of A.</summary>
    public int[] Order { get; }

    /// <summary>Rows of R that are not zero.</summary>
    public int Rank { get; }

    /// <summary>Entry (row, column) of R on or above the diagonal.</summary>
    public double R(int row, int column) => _columns[(column * _rows) + row];

    /// <summary>Replaces a column x, as long as A's, by Q x.</summary>
    public void ApplyQ(Span<double> x)
    {
        for (var k = Rank - 1; k >= 0; k--)
        {
            Reflect(k, x);
        }
    }

    private int Reduce()
    {
        var count = _factors.Length;
        var norms = new double[count];
        var fresh = new double[count];
        for (var j = 0; j < count; j++)
        {
            norms[j] = fresh[j] = Norm(j, 0);
        }

        for (var k = 0; k < count; k++)
        {
            var pivot = Largest(norms, k);
            if (norms[pivot] <= Nothing)
                return k;

            Swap(k, pivot, norms, fresh);
            if (!MakeReflection(k))
                return k;
            for (var j = k + 1; j < count; j++)
            {
                Reflect(k, _columns.AsSpan(j * _rows, _rows));
                Downdate(j, k, norms, fresh);
            }
        }

        return count;
    }

    private static int Largest(double[] norms, int from)
    {
        var largest = from;
        for (var j = from + 1; j < norms.Length; j++)
        {
            if (norms[j] > norms[largest])
                largest = j;
        }

        return largest;
    }

    /// <summary>The norm of what is left of a column, from the norm before; computed anew when too many digits would cancel.</summary>
    private void Downdate(int j, int k, double[] norms, double[] fresh)
    {
        if (norms[j] == 0)
            return;

        var share = Math.Abs(R(k, j)) / norms[j];
        var left = Math.Max(0, (1 - share) * (1 + share));
        var decay = norms[j] / fresh[j];
        if (left * decay * decay <= 1e-8)
            norms[j] = fresh[j] = Norm(j, k + 1);
        else
            norms[j] *= Math.Sqrt(left);
    }

    private bool MakeReflection(int k)
    {
        var x = _columns.AsSpan((k * _rows) + k, _rows - k);
        var norm = Math.Sqrt(ColumnArithmetic.Dot(x, x));
        if (norm <= Nothing)
            return false;

        // H = I − factor v vᵀ with v₀ = 1, whose place holds the diagonal of R.
        var diagonal = x[0] > 0 ? -norm : norm;
        _factors[k] = (diagonal - x[0]) / diagonal;
        ColumnArithmetic.Scale(x[1..], 1 / (x[0] - diagonal));
        x[0] = diagonal;
        return true;
    }

    private void Reflect(int k, Span<double> x)
    {
        var v = _columns.AsSpan((k * _rows) + k + 1, _rows - k - 1);
        var tail = x[(k + 1)..];
        var weight = _factors[k] * (x[k] + ColumnArithmetic.Dot(v, tail));
        x[k] -= weight;
        ColumnArithmetic.AddScaled(-weight, v, tail);
    }

    private double Norm(int column, int from)
    {
        var x = _columns.AsSpan((column * _rows) + from, _rows - from);
        return Math.Sqrt(ColumnArithmetic.Dot(x, x));
    }

    private void Swap(int i, int j, double[] norms, double[] fresh)
    {
        if (i == j)
            return;

        (Order[i], Order[j]) = (Order[j], Order[i]);
        (norms[i], norms[j]) = (norms[j], norms[i]);
        (fresh[i], fresh[j]) = (fresh[j], fresh[i]);
        for (var n = 0; n < _rows; n++)
        {
            (_columns[(i * _rows) + n], _columns[(j * _rows) + n]) = (_columns[(j * _rows) + n], _columns[(i * _rows) + n]);
        }
    }
}
