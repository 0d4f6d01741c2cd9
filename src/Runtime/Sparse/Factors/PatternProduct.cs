using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Runtime.Sparse.Factors;

/// <summary>
/// When the product of two patterns is a pattern again (docs/language.md, Sparse chains): r = a₁c₁/a₂ = b₂d₂/d₁ is an integer, a₁ | a₂ and d₂ | d₁.
/// "Left" and "right" are the places in a product of matrices; the right factor is applied first.
/// </summary>
internal static class PatternProduct
{
    /// <summary>Why two factors are not chainable, or null if they are. Their widths meet.</summary>
    public static string? Obstacle(KroneckerPattern left, KroneckerPattern right)
    {
        if (right.A % left.A != 0)
            return string.Create(CultureInfo.InvariantCulture, $"a = {left.A} of {left} does not divide a = {right.A} of {right}");
        if (left.D % right.D != 0)
            return string.Create(CultureInfo.InvariantCulture, $"d = {right.D} of {right} does not divide d = {left.D} of {left}");
        return (long)left.A * left.C % right.A == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"a = {right.A} of {right} does not divide a·c = {(long)left.A * left.C} of {left}");
    }

    /// <summary>The first obstacle in factors in the order of data, or null.</summary>
    public static string? Obstacle(IReadOnlyList<KroneckerPattern> factors)
    {
        for (var i = 1; i < factors.Count; i++)
        {
            if (Obstacle(left: factors[i], right: factors[i - 1]) is { } obstacle)
                return obstacle;
        }

        return null;
    }

    /// <summary>The pattern of the product of chainable factors, (a₁, b₁d₁/d_L, a_Lc_L/a₁, d_L).</summary>
    public static KroneckerPattern Product(KroneckerPattern leftmost, KroneckerPattern rightmost)
    {
        var (a, d) = (leftmost.A, rightmost.D);
        return new KroneckerPattern(a, leftmost.Rows / (a * d), rightmost.Columns / (a * d), d);
    }
}
