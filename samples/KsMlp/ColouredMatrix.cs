using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace Samples.KsMlp;

/// <summary>A matrix as a picture: which entries may be other than zero, and the colour of each.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Colours">Row by row, the number of an entry's colour; -1 where the matrix is zero.</param>
public sealed record ColouredMatrix(string Title, int Rows, int Columns, int[] Colours)
{
    /// <summary>Entries that may be other than zero.</summary>
    public int NonZeros => Colours.Count(colour => colour >= 0);

    /// <summary>
    /// The product of two factors, the left and the right one. A feature between them belongs to the block of the product that
    /// its column on the left and its row on the right fill, and all three have the block's colour.
    /// </summary>
    public static (ColouredMatrix Product, ColouredMatrix Left, ColouredMatrix Right) Of(KroneckerChain chain)
    {
        var (left, right) = (chain[1], chain[0]);
        var blocks = new List<(int, int, int, int)>();
        var colour = new int[left.Columns];
        for (var p = 0; p < colour.Length; p++)
        {
            var block = (p / (left.C * left.D), p % left.D, p / (right.B * right.D), p % right.D);
            if (!blocks.Contains(block))
                blocks.Add(block);
            colour[p] = blocks.IndexOf(block);
        }

        return (
            Make("the product", chain.Outputs, chain.Inputs, (row, column) => Enumerable.Range(0, colour.Length).Where(p => IsInSupport(left, row, p) && IsInSupport(right, p, column)).Select(p => colour[p]).DefaultIfEmpty(-1).First()),
            Make(left.ToString(), left.Rows, left.Columns, (row, p) => IsInSupport(left, row, p) ? colour[p] : -1),
            Make(right.ToString(), right.Rows, right.Columns, (p, column) => IsInSupport(right, p, column) ? colour[p] : -1));
    }

    /// <summary>Whether an entry is one of I_a ⊗ 1_{b×c} ⊗ I_d.</summary>
    private static bool IsInSupport(KroneckerPattern pattern, int row, int column) =>
        row / (pattern.B * pattern.D) == column / (pattern.C * pattern.D) && row % pattern.D == column % pattern.D;

    private static ColouredMatrix Make(string title, int rows, int columns, System.Func<int, int, int> colour) =>
        new(title, rows, columns, [.. Enumerable.Range(0, rows * columns).Select(i => colour(i / columns, i % columns))]);
}
