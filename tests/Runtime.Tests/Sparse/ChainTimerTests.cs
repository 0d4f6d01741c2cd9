using System;
using System.Linq;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

public sealed class ChainTimerTests
{
    [Theory]
    [InlineData(BatchOrder.First)]
    [InlineData(BatchOrder.Last)]
    public void Candidates_come_back_with_times_in_order(BatchOrder order)
    {
        var timer = new ChainTimer { Batch = 64, Order = order, Threads = 2, Budget = TimeSpan.FromMilliseconds(1) };
        var candidates = ChainSearch.TwoFactors(24, 36, new ChainFilter { MinRank = 2 }).Take(6).ToArray();
        var ranked = timer.Rank(candidates);
        Assert.Equal(candidates.ToHashSet(), ranked.Select(pair => pair.Candidate).ToHashSet());
        Assert.All(ranked, pair => Assert.True(pair.Time > TimeSpan.Zero));
        Assert.Equal(ranked.Select(pair => pair.Time).Order(), ranked.Select(pair => pair.Time));
    }

    [Fact]
    public void One_round_is_measured_whatever_the_budget() =>
        Assert.True(new ChainTimer { Batch = 3, Budget = TimeSpan.Zero }.Measure(KroneckerChain.Parse("ks(6, 4, 4, 1) -> ks(1, 24, 12, 2)")) > TimeSpan.Zero);
}
