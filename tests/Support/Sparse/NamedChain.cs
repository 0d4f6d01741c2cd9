using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Tests.Support.Sparse;

/// <summary>A chain of the thesis' Table 5.1.</summary>
/// <param name="Name">Its name and sizes, for messages.</param>
/// <param name="Factors">Its patterns in data-flow order: the reverse of the table's, which writes W = K_1 … K_L.</param>
public sealed record NamedChain(string Name, IReadOnlyList<KsPattern> Factors)
{
    public override string ToString() => Name;

    public static NamedChain Dense(int m, int n) => Of($"dense {m}x{n}", [new(1, m, n, 1)]);

    public static NamedChain LowRank(int m, int n, int r) => Of($"low rank {m}x{n}, {r}", [new(1, m, r, 1), new(1, r, n, 1)]);

    public static NamedChain Butterfly(int levels) => Of($"butterfly {1 << levels}", Dyadic(levels, 2));

    /// <summary>A butterfly and one with its factors in the opposite order.</summary>
    public static NamedChain Kaleidoscope(int levels) => Of($"kaleidoscope {1 << levels}", [.. Dyadic(levels, 2), .. Dyadic(levels, 2).Reverse()]);

    public static NamedChain BlockButterfly(int levels, int t) => Of($"block butterfly {(1 << levels) * t}, {t}", Dyadic(levels, 2 * t));

    public static NamedChain Monarch(int m, int n, int p) =>
        Of($"monarch {m}x{n}, {p}", [new(1, m / p, Math.Min(m, n) / p, p), new(p, Math.Min(m, n) / p, n / p, 1)]);

    /// <summary>Any patterns whose widths meet, as the table writes them: a_l c_l d_l = a_{l+1} b_{l+1} d_{l+1}.</summary>
    public static NamedChain Deformable(params KsPattern[] patterns)
    {
        for (var l = 1; l < patterns.Length; l++)
        {
            if (patterns[l - 1].Columns != patterns[l].Rows)
                throw new ArgumentException($"The widths of {patterns[l - 1]} and {patterns[l]} do not meet.", nameof(patterns));
        }

        return Of($"deformable {string.Join(' ', patterns)}", patterns);
    }

    private static IEnumerable<KsPattern> Dyadic(int levels, int size) =>
        Enumerable.Range(1, levels).Select(l => new KsPattern(1 << (l - 1), size, size, 1 << (levels - l)));

    private static NamedChain Of(FormattableString name, IEnumerable<KsPattern> written) => new(name.ToString(CultureInfo.InvariantCulture), [.. written.Reverse()]);
}
