using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class SafetensorsFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_bytes_are_read_or_refused(int seed)
    {
        const int Files = 20_000;
        var mutator = new SafetensorsMutator(seed);
        var accepted = 0;
        for (var i = 0; i < Files; i++)
        {
            if (SafetensorsFuzz.Check(mutator.Next()))
                accepted++;
        }

        // Both outcomes must be common, or the mutator tests nothing.
        Assert.InRange(accepted, Files / 20, Files / 2);
    }
}
