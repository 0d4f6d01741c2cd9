using System;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Runtime.Tests.Sparse;

/// <summary>Two factors by descent: from random weights, each factor in turn is the least-squares solution for the other.</summary>
internal static class AlternatingLeastSquares
{
    /// <summary>The error in Frobenius norm that one start ends at.</summary>
    public static double Error(KroneckerChain chain, double[] matrix, int start)
    {
        var (rows, inner, columns) = (chain.Outputs, chain[0].Rows, chain.Inputs);
        var weights = Matrices.Weights(chain, start);
        var (right, left) = (Matrices.Dense(chain[0], weights[0]), Matrices.Dense(chain[1], weights[1]));
        var transposed = Matrices.Transpose(matrix, rows, columns);
        for (var step = 0; step < 300; step++)
        {
            left = Solve(matrix, right, rows, inner, columns, chain[1]);
            right = Matrices.Transpose(Solve(transposed, Matrices.Transpose(left, rows, inner), columns, inner, rows, chain[0].Transposed), columns, inner);
        }

        return Matrices.Norm(Matrices.Subtract(matrix, Matrices.Multiply(left, right, rows, inner, columns)));
    }

    /// <summary>The left factor, row by row: the entries of its support that bring the row nearest to the target's.</summary>
    private static double[] Solve(double[] target, double[] right, int rows, int inner, int columns, KroneckerPattern pattern)
    {
        var left = new double[rows * inner];
        for (var row = 0; row < rows; row++)
        {
            var support = Enumerable.Range(0, inner).Where(p => Matrices.IsInSupport(pattern, row, p)).ToArray();
            var normal = new double[support.Length, support.Length + 1];
            for (var i = 0; i < support.Length; i++)
            {
                var x = right.AsSpan(support[i] * columns, columns);
                for (var j = 0; j < support.Length; j++)
                    normal[i, j] = Matrices.Dot(x, right.AsSpan(support[j] * columns, columns)) + (i == j ? 1e-13 : 0);
                normal[i, support.Length] = Matrices.Dot(x, target.AsSpan(row * columns, columns));
            }

            Eliminate(normal, support.Length);
            for (var i = 0; i < support.Length; i++)
                left[(row * inner) + support[i]] = normal[i, support.Length];
        }

        return left;
    }

    /// <summary>Gauss-Jordan on a symmetric positive system, with its right side as the last column.</summary>
    private static void Eliminate(double[,] system, int size)
    {
        for (var pivot = 0; pivot < size; pivot++)
        for (var row = 0; row < size; row++)
        {
            if (row == pivot)
                continue;

            var factor = system[row, pivot] / system[pivot, pivot];
            for (var column = pivot; column <= size; column++)
                system[row, column] -= factor * system[pivot, column];
        }

        for (var row = 0; row < size; row++)
            system[row, size] /= system[row, row];
    }
}
