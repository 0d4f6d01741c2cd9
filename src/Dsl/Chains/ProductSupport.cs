using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>Where the product of a chain can be other than zero: which outputs each input reaches through non-zeros of the factors.</summary>
/// <param name="Pattern">The Kronecker-sparse pattern that it is; null when it is none.</param>
/// <param name="NonZeros">The number of such entries; null when it would take too long to count them.</param>
internal sealed record ProductSupport(KsPattern? Pattern, long? NonZeros)
{
    /// <summary>The exact support of a chain's product.</summary>
    public static ProductSupport Of(FactorChain chain) => SupportDigits.Of(chain) ?? Transpose(SupportDigits.Of(chain.Transposed)) ?? Count(chain);

    private static ProductSupport? Transpose(ProductSupport? support) => support is null ? null : support with { Pattern = support.Pattern?.Transposed };

    private static ProductSupport Count(FactorChain chain)
    {
        var count = SupportCount.Of(chain.Factors);
        return new(count == chain.DenseNonZeros ? new(1, (int)chain.Outputs, (int)chain.Inputs, 1) : null, count);
    }
}
