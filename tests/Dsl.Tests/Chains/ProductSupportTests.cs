using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Ops;
using Xunit;

namespace NetSpec.Dsl.Tests.Chains;

/// <summary>What is said of a product's support, against the product of boolean matrices.</summary>
public sealed class ProductSupportTests
{
    [Fact]
    public void Of_all_small_pairs_the_support_is_that_of_the_matrices()
    {
        var patterns = SmallPatterns().ToArray();
        var seen = (Patterns: 0, Others: 0);
        foreach (var first in patterns)
        {
            foreach (var second in patterns.Where(p => p.Columns == first.Rows))
            {
                var support = Check(Chain(first, second));
                seen = support.Pattern is null ? (seen.Patterns, seen.Others + 1) : (seen.Patterns + 1, seen.Others);
            }
        }

        Assert.True(seen is { Patterns: > 2000, Others: > 200 }, $"{seen}");
    }

    [Fact]
    public void Of_random_chains_the_support_is_that_of_the_matrices() =>
        Prop.ForAll<int>(seed => Check(RandomChains.Make(seed)) is not null).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(1 << 20));

    [Fact]
    public void Of_many_more_blocks_than_a_word_has_bits_the_support_is_that_of_the_matrices()
    {
        Check(Chain(new(1, 2, 1, 135), new(1, 3, 2, 135)));
        Check(Chain(new(27, 10, 2, 3), new(5, 2, 54, 3), new(6, 2, 5, 1)));
        Check(Chain(new(150, 2, 1, 1), new(1, 4, 3, 100), new(1, 1, 1, 400)));
    }

    [Fact]
    public void The_named_chains_have_the_supports_that_they_are_known_for()
    {
        Assert.Equal(new KsPattern(1, 1024, 1024, 1), Butterfly(10).Pattern);
        Assert.Equal(new KsPattern(1, 1 << 24, 1 << 24, 1), Butterfly(24).Pattern);
        Assert.Equal(new KsPattern(1, 1536, 384, 1), ProductSupport.Of(Chain(new(6, 64, 64, 1), new(1, 768, 192, 2))).Pattern);
        Assert.Equal(new KsPattern(1, 384, 1536, 1), ProductSupport.Of(Chain(new(1, 192, 768, 2), new(6, 64, 64, 1))).Pattern);
        Assert.Equal(new(1, 1 << 16, 1 << 16, 1), ProductSupport.Of(Chain([.. Levels(16), .. Levels(16).Reverse()])).Pattern);
        Assert.Equal(new(null, 1L << 24 << 14), ProductSupport.Of(Chain([.. Levels(24).Take(7), .. Levels(24).Skip(17)])));
        Assert.Equal(new(null, 240 * 3 / 4), ProductSupport.Of(Chain(new(4, 3, 3, 1), new(1, 5, 3, 4))));
    }

    [Fact]
    public void What_would_take_too_long_to_count_is_not_counted() =>
        Assert.Equal(new(null, null), ProductSupport.Of(Chain(new(1 << 10, 3 << 10, 1, 3), new(27, 1, 1 << 10, 1 << 10), new(1 << 18, 1, 27, 4))));

    private static ProductSupport Check(FactorChain chain)
    {
        var matrix = BooleanMatrix.OfChain(chain.Factors);
        var support = ProductSupport.Of(chain);
        Assert.Equal((chain.Outputs, chain.Inputs), (matrix.GetLength(0), matrix.GetLength(1)));
        Assert.True(support.NonZeros == BooleanMatrix.Count(matrix), $"{chain}: {support}");
        if (support.Pattern is { } pattern)
        {
            Assert.True(BooleanMatrix.Of(pattern).Cast<bool>().SequenceEqual(matrix.Cast<bool>()), $"{chain}: {support}");
        }

        return support;
    }

    private static ProductSupport Butterfly(int levels) => ProductSupport.Of(Chain([.. Levels(levels)]));

    private static IEnumerable<KsPattern> Levels(int levels) =>
        Enumerable.Range(0, levels).Select(i => new KsPattern(1 << (levels - 1 - i), 2, 2, 1 << i));

    private static FactorChain Chain(params KsPattern[] factors) => new(factors.ToEquatableArray());

    private static IEnumerable<KsPattern> SmallPatterns()
    {
        int[] sizes = [1, 2, 3, 4];
        return from a in sizes from b in sizes from c in sizes from d in sizes where a * d * Math.Max(b, c) <= 24 select new KsPattern(a, b, c, d);
    }
}
