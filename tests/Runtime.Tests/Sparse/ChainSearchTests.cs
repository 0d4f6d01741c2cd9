using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

public sealed class ChainSearchTests
{
    private const int MostInner = 72;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 6)]
    [InlineData(6, 4)]
    [InlineData(6, 6)]
    [InlineData(8, 4)]
    [InlineData(5, 12)]
    [InlineData(12, 12)]
    public void Every_chain_with_a_dense_product_is_listed_and_nothing_else(int outputs, int inputs)
    {
        var dense = DenseByBruteForce(outputs, inputs).Where(chain => chain.NonZeros <= outputs * inputs).ToHashSet();
        var all = ChainSearch.TwoFactors(outputs, inputs, new ChainFilter { Chainable = false });
        Assert.Equal(all.Count, all.Select(candidate => candidate.Chain).Distinct().Count());
        Assert.True(dense.SetEquals(all.Select(candidate => candidate.Chain)));

        var chainable = ChainSearch.TwoFactors(outputs, inputs);
        Assert.True(dense.Where(chain => chain.IsChainable || chain.IsTransposeChainable).ToHashSet().SetEquals(chainable.Select(candidate => candidate.Chain)));
        Assert.All(chainable, candidate => Assert.True(candidate.Chain.IsDense));
    }

    [Fact]
    public void Non_zeros_are_those_of_the_formula()
    {
        foreach (var candidate in ChainSearch.TwoFactors(24, 36).Where(candidate => candidate.Chain.IsChainable))
        {
            var (left, right) = (candidate.Chain[1], candidate.Chain[0]);
            Assert.Equal(new KroneckerPattern(1, 24 / left.D, candidate.Rank * right.A, left.D), left);
            Assert.Equal(new KroneckerPattern(right.A, candidate.Rank * left.D, 36 / right.A, 1), right);
            Assert.Equal(candidate.Rank * ((24 * right.A) + (36 * left.D)), candidate.NonZeros);
        }
    }

    [Fact]
    public void The_chains_of_the_thesis_are_found()
    {
        var candidates = ChainSearch.TwoFactors(1536, 384, new ChainFilter { MaxNonZeros = 319_488, MinRank = 32, MaxRank = 32 });
        Assert.Contains(candidates, candidate => candidate.Chain.Equals(KroneckerChain.Parse("ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)")));
        Assert.Contains(
            ChainSearch.TwoFactors(384, 384),
            candidate => candidate.Chain.Equals(KroneckerChain.Parse("ks(2, 48, 192, 1) -> ks(1, 192, 48, 2)")) && candidate.Rank == 24);
    }

    [Fact]
    public void Filters_leave_out_what_they_say()
    {
        var all = ChainSearch.TwoFactors(48, 36);
        Assert.All(all, candidate => Assert.InRange(candidate.NonZeros, 1, 48 * 36));
        ChainFilter[] filters = [new() { MaxNonZeros = 500 }, new() { MaxDensity = 0.25 }, new() { MinRank = 2 }, new() { MaxRank = 3 }, new() { MaxDensity = 0.5, MinRank = 2, MaxRank = 4 }];
        foreach (var filter in filters)
        {
            var expected = all.Where(candidate => candidate.NonZeros <= filter.MaxNonZeros && candidate.Density <= filter.MaxDensity && candidate.Rank >= filter.MinRank && candidate.Rank <= filter.MaxRank);
            Assert.Equal(expected, ChainSearch.TwoFactors(48, 36, filter));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new ChainFilter { MaxDensity = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChainFilter { MaxDensity = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => ChainSearch.TwoFactors(0, 3));
    }

    [Fact]
    public void Chains_come_by_non_zeros_or_by_predicted_time()
    {
        var bySize = ChainSearch.TwoFactors(96, 64);
        Assert.Equal(bySize.Select(candidate => candidate.NonZeros).Order(), bySize.Select(candidate => candidate.NonZeros));
        var byTime = ChainSearch.ByPredictedTime(bySize);
        Assert.Equal(bySize.Select(candidate => candidate.PredictedNanoseconds).Order(), byTime.Select(candidate => candidate.PredictedNanoseconds));

        // Of equally many multiplications, those of the larger blocks move fewer features.
        var costs = new ChainCostModel { MultiplyAddsPerNanosecond = 10, NanosecondsPerFeature = 0.5 };
        Assert.Equal((64 * 64 * 0.1) + (0.5 * 128), costs.Nanoseconds(new KroneckerPattern(1, 64, 64, 1)), 1e-9);
        Assert.Equal((64 * 64 * 0.1) + (0.5 * 1024), costs.Nanoseconds(new KroneckerPattern(32, 8, 8, 2)), 1e-9);
    }

    /// <summary>Every pair of patterns of a size whose product has no entry that must be zero.</summary>
    private static IEnumerable<KroneckerChain> DenseByBruteForce(int outputs, int inputs) =>
        from inner in Enumerable.Range(1, MostInner)
        from left in Patterns(outputs, inner)
        from right in Patterns(inner, inputs)
        where Enumerable.Range(0, outputs).All(row => Enumerable.Range(0, inputs).All(column =>
            Enumerable.Range(0, inner).Any(p => Matrices.IsInSupport(left, row, p) && Matrices.IsInSupport(right, p, column))))
        select new KroneckerChain(right, left);

    private static IEnumerable<KroneckerPattern> Patterns(int rows, int columns) =>
        from a in Enumerable.Range(1, Math.Min(rows, columns))
        where rows % a == 0 && columns % a == 0
        from d in Enumerable.Range(1, Math.Min(rows, columns) / a)
        where rows / a % d == 0 && columns / a % d == 0
        select new KroneckerPattern(a, rows / (a * d), columns / (a * d), d);
}
