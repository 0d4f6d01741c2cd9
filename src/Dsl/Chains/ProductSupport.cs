using System.Collections.Generic;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>Where the product of a chain can be other than zero: which outputs each input reaches through some factor's non-zeros.</summary>
/// <param name="Pattern">The Kronecker-sparse pattern that it is; null when it is none.</param>
/// <param name="NonZeros">The number of such entries; null when the chain is too large for counting them.</param>
public sealed record ProductSupport(KsPattern? Pattern, long? NonZeros)
{
    /// <summary>The exact support of a chain's product.</summary>
    public static ProductSupport Of(FactorChain chain)
    {
        var factors = Merge(chain.Factors);
        if (factors.Count == 1)
        {
            return new(factors[0], factors[0].NonZeros);
        }

        var count = SupportCount.Of(factors);
        return count == chain.DenseNonZeros ? new(new(1, (int)chain.Outputs, (int)chain.Inputs, 1), count) : new(null, count);
    }

    /// <summary>A chain with the same product support in which neighbours that have a pattern together are one factor.</summary>
    private static List<KsPattern> Merge(IEnumerable<KsPattern> factors)
    {
        var merged = new List<KsPattern>();
        foreach (var factor in factors)
        {
            merged.Add(factor);
            while (merged.Count > 1 && SupportProduct.Of(merged[merged.Count - 2], merged[merged.Count - 1]) is { } product)
            {
                merged.RemoveRange(merged.Count - 2, 2);
                merged.Add(product);
            }
        }

        return merged;
    }
}
