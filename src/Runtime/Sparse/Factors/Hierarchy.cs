using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Runtime.Sparse.LinearAlgebra;

namespace NetSpec.Runtime.Sparse.Factors;

/// <summary>
/// Factorises a dense matrix along a chain, one factor at a time. The rightmost factor, applied first, is split off by a
/// truncated singular value decomposition of every block and gets the right singular vectors, which are orthonormal; the
/// rest keeps the singular values and is split in turn. Rows of the factor that is split off are orthonormal within a block,
/// so what later steps lose adds up in squares, and each step loses at most the distance of the matrix to the chain: the
/// error is at most √(L−1) times the smallest possible, and the smallest possible for two factors.
/// </summary>
internal static class Hierarchy
{
    /// <summary>The weights of each factor, in the order of data, of the matrix stored row by row.</summary>
    public static double[][] Factorise(KroneckerChain chain, double[] matrix, int threads)
    {
        if (!chain.IsChainable && chain.IsTransposeChainable)
        {
            var transposed = Factorise(chain.Transposed, Transpose(matrix, chain.Outputs, chain.Inputs), threads);
            return [.. chain.Transposed.Zip(transposed, TransposeWeights).Reverse()];
        }

        var weights = new double[chain.Count][];
        var leftmost = chain[chain.Count - 1];
        for (var i = 0; i < chain.Count - 1; i++)
        {
            var rest = chain.Count == 2 ? leftmost : PatternProduct.Product(leftmost, chain[i + 1]);
            (matrix, weights[i]) = Split(matrix, rest, chain[i], threads);
        }

        weights[^1] = Compress(matrix, leftmost);
        FactorBalance.Apply(chain, weights);
        return weights;
    }

    /// <summary>The best A and K with the supports of two patterns such that A K is near a matrix; A dense, row by row.</summary>
    private static (double[] Left, double[] Right) Split(double[] matrix, KroneckerPattern left, KroneckerPattern right, int threads)
    {
        var rest = new double[checked(left.Rows * left.Columns)];
        var weights = new double[right.NonZeros];
        var blocks = BlockGrid.Of(left, right);
        Parallel.ForEach(blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
        {
            var svd = SingularValueDecomposition.Of(block.Gather(matrix, right.Columns), block.Rows.Count, block.Columns.Count, block.Inner.Length);
            var rank = Math.Min(svd.Values.Length, block.Inner.Length);
            for (var t = 0; t < rank; t++)
            {
                var inner = block.Inner[t];
                for (var k = 0; k < block.Rows.Count; k++)
                {
                    rest[(block.Rows[k] * left.Columns) + inner] = svd.Values[t] * svd.Left[(t * block.Rows.Count) + k];
                }

                var first = ((inner / right.D) * right.C * right.D) + (inner % right.D);
                for (var l = 0; l < right.C; l++)
                {
                    weights[first + (l * right.D)] = svd.Right[(t * right.C) + l];
                }
            }
        });
        return (rest, weights);
    }

    /// <summary>The entries of a dense matrix that lie in the support of a pattern.</summary>
    private static double[] Compress(double[] matrix, KroneckerPattern pattern)
    {
        var weights = new double[pattern.NonZeros];
        for (var n = 0; n < weights.Length; n++)
        {
            var (row, column) = FactorProduct.Entry(pattern, n);
            weights[n] = matrix[(row * pattern.Columns) + column];
        }

        return weights;
    }

    private static double[] Transpose(double[] matrix, int rows, int columns)
    {
        var transposed = new double[matrix.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return transposed;
    }

    /// <summary>Weights (a, b, c, d) as those of the transposed factor, (a, c, b, d).</summary>
    private static double[] TransposeWeights(KroneckerPattern pattern, double[] weights)
    {
        var transposed = new double[weights.Length];
        var n = 0;
        for (var i = 0; i < pattern.A; i++)
        {
            for (var l = 0; l < pattern.C; l++)
            {
                for (var k = 0; k < pattern.B; k++)
                {
                    for (var j = 0; j < pattern.D; j++, n++)
                    {
                        transposed[n] = weights[(((((i * pattern.B) + k) * pattern.C) + l) * pattern.D) + j];
                    }
                }
            }
        }

        return transposed;
    }
}
