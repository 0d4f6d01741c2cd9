using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Tests.Support.Sparse;

/// <summary>Patterns and chains for tests, the same in every run: named chains, ragged and prime sizes, ones, and blocks.</summary>
public static class SparsePatterns
{
    // Keeps the dense matrices small.
    private const long MaxEntries = 200_000;

    private static readonly int[] Ragged = [1, 1, 2, 3, 5, 7, 8, 9, 11, 13, 14, 15, 16, 17, 19, 23, 28, 29, 31, 32, 33, 37, 43, 47, 48, 53, 61, 64, 67];

    private static readonly int[] Strides = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 24, 31, 32, 33, 48, 64];

    /// <summary>Chains of every name.</summary>
    public static IReadOnlyList<NamedChain> Chains { get; } =
    [
        NamedChain.Dense(1, 1), NamedChain.Dense(12, 20), NamedChain.Dense(33, 47), NamedChain.Dense(64, 96), NamedChain.Dense(1, 37), NamedChain.Dense(53, 1),
        NamedChain.LowRank(40, 24, 3), NamedChain.LowRank(17, 31, 1), NamedChain.LowRank(96, 128, 16), NamedChain.LowRank(29, 13, 7),
        .. new[] { 1, 2, 3, 4, 5, 6, 8 }.Select(NamedChain.Butterfly),
        .. new[] { 1, 2, 3, 4, 5, 7 }.Select(NamedChain.Kaleidoscope),
        NamedChain.BlockButterfly(2, 3), NamedChain.BlockButterfly(3, 2), NamedChain.BlockButterfly(3, 5), NamedChain.BlockButterfly(4, 4), NamedChain.BlockButterfly(5, 8),
        NamedChain.Monarch(16, 16, 4), NamedChain.Monarch(30, 18, 3), NamedChain.Monarch(18, 30, 3), NamedChain.Monarch(35, 49, 7), NamedChain.Monarch(128, 96, 8), NamedChain.Monarch(64, 256, 16),
        NamedChain.Deformable(new(2, 3, 5, 4), new(4, 2, 3, 5), new(1, 60, 7, 1)),
        NamedChain.Deformable(new(1, 5, 3, 7), new(3, 7, 11, 1)),
        NamedChain.Deformable(new(3, 4, 2, 6), new(2, 9, 4, 2), new(4, 2, 3, 2)),
        NamedChain.Deformable(new(1, 17, 1, 13), new(13, 1, 19, 1)),
        NamedChain.Deformable(new(6, 16, 8, 4), new(2, 32, 48, 3), new(1, 288, 5, 1)),

        // The sparse layers of a ViT-S block, an eighth as wide (thesis, Section 5.5).
        NamedChain.Deformable(new(1, 96, 24, 2), new(6, 8, 8, 1)), NamedChain.Deformable(new(6, 8, 8, 1), new(1, 24, 96, 2)),
    ];

    /// <summary>Distinct patterns, those of the chains among them.</summary>
    public static IReadOnlyList<KsPattern> All { get; } = [.. Chains.SelectMany(chain => chain.Factors).Concat(Fixed()).Concat(Random(150)).Distinct()];

    /// <summary>A factor as a spec has it.</summary>
    public static string Spell(KsPattern pattern) => new Kronecker(pattern).Spell();

    private static IEnumerable<KsPattern> Fixed()
    {
        // Ones in every place.
        int[] sizes = [1, 2, 17, 32];
        foreach (var a in sizes)
        foreach (var b in sizes)
        foreach (var c in sizes)
        foreach (var d in sizes)
        {
            if (new[] { a, b, c, d }.Count(size => size == 1) >= 2)
                yield return new(a, b, c, d);
        }

        // Around the widths of vectors and the 14 rows of a register tile.
        foreach (var b in (int[])[7, 8, 13, 14, 15, 16, 17, 27, 28, 29, 31, 32, 33, 42, 43])
        foreach (var d in (int[])[1, 3, 16])
            yield return new(2, b, 5, d);

        // Of the benchmark's grid (thesis, Appendix D.2).
        foreach (var d in (int[])[1, 2, 3, 4])
        foreach (var (b, c) in ((int, int)[])[(48, 48), (64, 64), (192, 48), (48, 192), (96, 96)])
            yield return new(1, b, c, d);
    }

    private static IEnumerable<KsPattern> Random(int count)
    {
        var random = new Random(4);
        while (count > 0)
        {
            var pattern = new KsPattern(random.Next(1, 8), Pick(random, Ragged), Pick(random, Ragged), Pick(random, Strides));
            if (pattern.Rows * pattern.Columns > MaxEntries)
                continue;
            count--;
            yield return pattern;
        }
    }

    private static int Pick(Random random, int[] values) => values[random.Next(values.Length)];
}
