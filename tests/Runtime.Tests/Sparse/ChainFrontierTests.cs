using System;
using System.Linq;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

public sealed class ChainFrontierTests
{
    private const int Rows = 24, Columns = 18;

    [Fact]
    public void No_chain_is_better_than_the_frontier()
    {
        var matrix = Matrices.Single(Matrices.Random(Rows, Columns, 1));
        var frontier = ChainFrontier.Of(matrix, Rows, Columns);
        var all = ChainSearch.TwoFactors(Rows, Columns).Select(candidate => KroneckerFactorisation.Of(matrix, candidate.Chain)).ToArray();
        Assert.NotEmpty(frontier);
        foreach (var factors in all)
            Assert.InRange(frontier.MostAccurate(factors.Chain.NonZeros).RelativeError, 0, factors.RelativeError + 1e-6);
        foreach (var point in frontier)
            Assert.Equal(point.RelativeError, KroneckerFactorisation.Of(matrix, point.Chain).RelativeError, 1e-6);

        Assert.Equal(frontier.Select(point => point.NonZeros).Distinct().Order(), frontier.Select(point => point.NonZeros));
        Assert.Equal(frontier.Select(point => point.RelativeError).Distinct().OrderDescending(), frontier.Select(point => point.RelativeError));
        Assert.Equal(frontier.AsEnumerable(), ChainFrontier.Of(matrix, Rows, Columns, threads: 3));
    }

    [Fact]
    public void A_hidden_product_is_found_under_its_own_budget_and_under_a_bound()
    {
        var chain = KroneckerChain.Parse("ks(3, 2, 6, 1) -> ks(1, 12, 3, 2)");
        var matrix = Matrices.Single(Matrices.Product(chain, Matrices.Weights(chain, 4)));
        var underBudget = KroneckerFactorisation.MostAccurate(matrix, Rows, Columns, chain.NonZeros);
        var underBound = KroneckerFactorisation.Smallest(matrix, Rows, Columns, maxRelativeError: 1e-5);
        Assert.Equal(chain, underBudget.Chain);
        Assert.Equal(chain, underBound.Chain);
        Assert.InRange(underBudget.RelativeError, 0, 1e-6);
    }

    [Fact]
    public void What_does_not_compress_stays_dense()
    {
        var matrix = Matrices.Single(Matrices.Orthonormal(16, 16, 1));
        var factors = KroneckerFactorisation.Smallest(matrix, 16, 16, maxRelativeError: 1e-3);
        Assert.Equal("ks(1, 16, 16, 1)", factors.Chain.ToString());
        Assert.Equal(0, factors.RelativeError);
        Assert.Equal(matrix, factors.Weights[0]);
        Assert.Equal("ks(1, 16, 16, 1)", KroneckerFactorisation.MostAccurate(matrix, 16, 16, 300).Chain.ToString());
    }

    [Fact]
    public void A_budget_below_rank_one_is_refused_with_the_smallest() =>
        Assert.Contains(
            "No chain of two factors for 24 x 18 has 41 non-zeros or fewer; the smallest has 42.",
            Assert.Throws<ArgumentException>(() => KroneckerFactorisation.MostAccurate(new float[Rows * Columns], Rows, Columns, 41)).Message,
            StringComparison.Ordinal);
}
