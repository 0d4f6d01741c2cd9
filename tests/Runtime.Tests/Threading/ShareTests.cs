using NetSpec.Runtime.Threading;
using Xunit;

namespace NetSpec.Runtime.Tests.Threading;

public sealed class ShareTests
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(-1, 3, 9)]
    [InlineData(int.MaxValue, 0, Share.MaxCount)]
    [InlineData(int.MinValue, Share.MaxCount, Share.MaxCount)]
    public void A_share_holds_its_numbers(int generation, int next, int end)
    {
        Share share = new(generation, next, end);

        Assert.Equal((generation, next, end, end - next), (share.Generation, share.Next, share.End, share.Left));
    }

    [Fact]
    public void Chunks_go_from_both_ends()
    {
        var share = new Share(-7, 2, 9).WithoutFront(3).WithoutBack(2);

        Assert.Equal(new Share(-7, 5, 7), share);
        Assert.Equal(-7, share.Generation);
    }
}
