using System;
using System.Globalization;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// A Kronecker sparsity pattern (a, b, c, d): matrices of a·b·d rows and a·c·d columns that are zero outside
/// I_a ⊗ 1_{b×c} ⊗ I_d (thesis, Section 5.1). In a spec it is written <c>ks(a, b, c, d)</c>. Weights are stored in the order
/// (a, b, c, d): K[i][k][l][j] takes feature (i, l, j) of the input to feature (i, k, j) of the result. A pattern's matrix fits
/// into an array; one of a spec (the compiler's KsPattern) may be too large for that, and the compiler knows no runtime.
/// </summary>
/// <example><code>
/// var pattern = new KroneckerPattern(6, 64, 64, 1);
/// pattern.Columns   // 384
/// pattern.NonZeros  // 24,576
/// </code></example>
public readonly record struct KroneckerPattern
{
    /// <param name="a">The number of diagonal blocks.</param>
    /// <param name="b">Rows of the dense part.</param>
    /// <param name="c">Columns of the dense part.</param>
    /// <param name="d">The step between the rows, and the columns, of the dense part.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the four is below 1.</exception>
    /// <exception cref="ArgumentException">There are more rows, columns or non-zeros than an array holds.</exception>
    public KroneckerPattern(int a, int b, int c, int d)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(b, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(c, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(d, 1);
        (A, B, C, D) = (a, b, c, d);
        var nonZeros = (Int128)a * b * c * d;
        if (nonZeros > Array.MaxLength)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{this} has {nonZeros} non-zeros; a factor holds at most {Array.MaxLength}."));
    }

    /// <summary>The number of diagonal blocks.</summary>
    public int A { get; }

    /// <summary>Rows of the dense part.</summary>
    public int B { get; }

    /// <summary>Columns of the dense part.</summary>
    public int C { get; }

    /// <summary>The step between the rows, and the columns, of the dense part.</summary>
    public int D { get; }

    /// <summary>a·b·d, the features of the result.</summary>
    public int Rows => A * B * D;

    /// <summary>a·c·d, the features of the input.</summary>
    public int Columns => A * C * D;

    /// <summary>a·b·c·d: the weights, and the multiplications a sample takes.</summary>
    public int NonZeros => A * B * C * D;

    /// <summary>The share of entries that may be other than zero, 1/(a·d).</summary>
    public double Density => 1 / ((double)A * D);

    /// <summary>Memory rewritings a multiplication, (b + c)/(b·c): the higher, the more a kernel gains that rewrites nothing (equation 5.2).</summary>
    public double Rewritings => ((double)B + C) / ((double)B * C);

    /// <summary>A stand-in for the energy that rewriting takes, d·(b + c)/(b·c) a multiplication (section 5.4).</summary>
    public double RewritingEnergy => D * Rewritings;

    /// <summary>The pattern of the transposed matrices, (a, c, b, d).</summary>
    public KroneckerPattern Transposed => new(A, C, B, D);

    /// <summary>Reads <c>ks(6, 64, 64, 1)</c>; spaces do not matter.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static KroneckerPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var inner = text.AsSpan().Trim();
        if (inner.StartsWith("ks", StringComparison.Ordinal))
        {
            inner = inner[2..].TrimStart();
            Span<Range> ranges = stackalloc Range[5];
            if (inner.Length > 2 && inner[0] == '(' && inner[^1] == ')' && inner[1..^1].Split(ranges, ',') == 4)
            {
                inner = inner[1..^1];
                if (Number(inner[ranges[0]], out var a) && Number(inner[ranges[1]], out var b) && Number(inner[ranges[2]], out var c)
                    && Number(inner[ranges[3]], out var d))
                    return new KroneckerPattern(a, b, c, d);
            }
        }

        throw new FormatException($"'{text}' is not a pattern; one is written ks(a, b, c, d) with four whole numbers, such as ks(6, 64, 64, 1).");
    }

    /// <summary>As a spec has it: <c>ks(6, 64, 64, 1)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ks({A}, {B}, {C}, {D})");

    private static bool Number(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value);
}
