using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support.Sparse;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>Patterns to run on an emulated device, the same in every run: small enough that a few groups compute them.</summary>
internal static class KernelPatterns
{
    // A dense block is tiles of 16 x 16 at the least, and every one is a group or more.
    private const int MostBlocks = 16;
    private const long MostProducts = 4000;
    private const int Count = 210;

    /// <summary>At least 200 distinct ones.</summary>
    public static IReadOnlyList<KsPattern> All { get; } = [.. Chosen().Concat(SparsePatterns.All.Where(IsSmall)).Distinct().Take(Count)];

    private static bool IsSmall(KsPattern pattern) => pattern.A * pattern.D <= MostBlocks && pattern.NonZeros <= MostProducts;

    private static IEnumerable<KsPattern> Chosen()
    {
        // One of everything, and one more than a tile of everything.
        yield return new(1, 1, 1, 1);
        yield return new(2, 17, 17, 9);
        yield return new(3, 33, 19, 5);

        // Primes.
        foreach (var b in (int[])[3, 7, 13, 19])
        foreach (var c in (int[])[2, 5, 11, 17])
        foreach (var d in (int[])[1, 3, 7])
            yield return new(1 + (b % 2), b, c, d);

        // Whole tiles, and interleavings of 2, 4 and 8 with and without a rest.
        foreach (var d in (int[])[2, 4, 6, 8, 10, 16])
        {
            yield return new(1, 16, 16, d);
            yield return new(2, 8, 12, d);
            yield return new(1, 20, 9, d);
        }

        // The kinds of pattern that the thesis times (Appendix D.2), an eighth as wide.
        foreach (var (b, c) in ((int, int)[])[(6, 6), (8, 8), (24, 6), (6, 24), (12, 12)])
        foreach (var (a, d) in ((int, int)[])[(1, 1), (1, 2), (6, 1), (2, 4), (4, 3)])
            yield return new(a, b, c, d);

        // Butterflies of 16 and 32.
        for (var level = 0; level < 5; level++)
            yield return new(1 << level, 2, 2, 16 >> level);
    }
}
