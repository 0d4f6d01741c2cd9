using System;

namespace NetSpec.Runtime.Sparse;

/// <summary>Which chains a <see cref="ChainSearch"/> is to list. The list is long: thousands for a layer of a thousand features.</summary>
/// <example><code>new ChainFilter { MaxDensity = 0.25, MinRank = 8 }</code></example>
public sealed record ChainFilter
{
    /// <summary>The most non-zeros of both factors together.</summary>
    public long MaxNonZeros { get; init; } = long.MaxValue;

    /// <summary>The most non-zeros relative to the dense layer, above 0 and at most 1.</summary>
    public double MaxDensity
    {
        get;
        init => field = value is > 0 and <= 1
            ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The density of a chain worth having is above 0 and at most 1.");
    } = 1;

    /// <summary>The smallest rank of the product's blocks.</summary>
    public int MinRank { get; init; } = 1;

    /// <summary>The largest rank of the product's blocks.</summary>
    public int MaxRank { get; init; } = int.MaxValue;

    /// <summary>
    /// Only chains that are chainable or whose transpose is, as docs/language.md defines it; if false, every pair of patterns with a
    /// dense product, among them those that are strided on both sides and those whose blocks differ in rank.
    /// </summary>
    public bool Chainable { get; init; } = true;
}
