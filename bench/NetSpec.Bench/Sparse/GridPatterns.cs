using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>The patterns of the thesis' benchmark (Figure D.1).</summary>
internal static class GridPatterns
{
    // The limits belong to the batch of the thesis, whatever batch is measured here.
    private const long Batch = 25_088;

    private static readonly int[] Outer = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

    private static readonly int[] Sizes = [48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];

    private static readonly int[] FewStrides = [4, 16, 64];

    private static readonly (int B, int C)[] LeftOut = [(1024, 256), (256, 1024), (128, 512), (512, 128), (64, 256), (256, 64)];

    /// <summary>All of them, in the order of the figure's code. The thesis rounds their number to 600.</summary>
    public static IReadOnlyList<KroneckerPattern> All { get; } = Make();

    private static KroneckerPattern[] Make()
    {
        var pairs = Sizes.SelectMany(b => Sizes.Select(c => (B: b, C: c))).Where(pair => pair.B == pair.C || pair.B == 4 * pair.C || pair.C == 4 * pair.B).ToArray();
        KroneckerPattern[] patterns =
        [
            .. from pair in pairs
               from d in Outer
               where Fits(1, pair.B, pair.C, d)
               select new KroneckerPattern(1, pair.B, pair.C, d),
            .. from a in Outer.Skip(1)
               from pair in pairs.Except(LeftOut)
               from d in FewStrides
               where Fits(a, pair.B, pair.C, d)
               select new KroneckerPattern(a, pair.B, pair.C, d),
        ];
        return patterns.Distinct().Count() == 627 ? patterns : throw new InvalidOperationException($"The grid has {patterns.Length} patterns, not 627.");
    }

    private static bool Fits(long a, long b, long c, long d) =>
        Batch * a * c * d <= int.MaxValue && Batch * a * b * d <= int.MaxValue && a * b * c * d <= int.MaxValue;
}
