using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Tests.Chains;

/// <summary>Supports as matrices, entry by entry.</summary>
internal static class BooleanMatrix
{
    /// <summary>I_a ⊗ 1_{b×c} ⊗ I_d.</summary>
    public static bool[,] Of(KsPattern p)
    {
        var matrix = new bool[p.A * p.B * p.D, p.A * p.C * p.D];
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
            {
                matrix[row, column] = row / (p.B * p.D) == column / (p.C * p.D) && row % p.D == column % p.D;
            }
        }

        return matrix;
    }

    /// <summary>The product of factors in the order in which they are applied.</summary>
    public static bool[,] OfChain(IEnumerable<KsPattern> factors) => factors.Select(Of).Aggregate((first, second) => Multiply(second, first));

    public static long Count(bool[,] matrix) => matrix.Cast<bool>().LongCount(entry => entry);

    private static bool[,] Multiply(bool[,] left, bool[,] right)
    {
        var product = new bool[left.GetLength(0), right.GetLength(1)];
        for (var i = 0; i < left.GetLength(0); i++)
        {
            for (var k = 0; k < left.GetLength(1); k++)
            {
                for (var j = 0; left[i, k] && j < right.GetLength(1); j++)
                {
                    product[i, j] |= right[k, j];
                }
            }
        }

        return product;
    }
}
