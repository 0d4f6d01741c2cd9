using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Dsl.Chains;

/// <summary>
/// The named chains of the language by keyword (Table 5.1 of the thesis). Papers write a chain as a product W = K_1 … K_L, in
/// which K_L is applied first; here factors stand in the order in which data flows, K_L before K_1.
/// </summary>
internal static class ChainCatalog
{
    /// <summary>The chain whose factors are listed in the spec, <c>deformable((a, b, c, d), …)</c>.</summary>
    public const string Deformable = "deformable";

    private static readonly Dictionary<string, ChainSyntax> Chains = new[]
    {
        RectangularChains.Dense, RectangularChains.LowRank, RectangularChains.Monarch, ButterflyChains.Butterfly, ButterflyChains.Kaleidoscope,
    }.ToDictionary(chain => chain.Keyword, StringComparer.Ordinal);

    /// <summary>The keywords of all named chains.</summary>
    public static IReadOnlyCollection<string> Keywords { get; } = [.. Chains.Keys, Deformable];

    /// <summary>The chain of a keyword, null when there is none or when its factors are listed.</summary>
    public static ChainSyntax? Find(string keyword) => Chains.TryGetValue(keyword, out var chain) ? chain : null;
}
