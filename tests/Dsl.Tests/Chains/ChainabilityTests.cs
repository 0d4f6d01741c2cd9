using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Ops;
using Xunit;

namespace NetSpec.Dsl.Tests.Chains;

public sealed class ChainabilityTests
{
    [Fact]
    public void Is_the_definition_for_all_neighbours_and_the_product_is_then_the_stated_pattern() =>
        Prop.ForAll<int>(seed =>
        {
            var chain = RandomChains.Make(seed);
            var chainability = Chainability.Of(chain);
            Assert.Equal(IsChainable(chain), chainability.Holds);
            Assert.Equal(IsChainable(chain.Transposed), chainability.TransposeObstacle is null);
            if (chainability.Holds)
            {
                AssertSame(Product(chain), ProductSupport.Of(chain).Pattern);
            }

            if (chainability.TransposeObstacle is null)
            {
                AssertSame(Product(chain.Transposed).Transposed, ProductSupport.Of(chain).Pattern);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(1 << 20));

    [Theory]
    [InlineData("6,64,64,1 1,768,192,2", true, false)]
    [InlineData("1,192,768,2 6,64,64,1", false, true)]
    [InlineData("8,2,2,1 4,2,2,2 2,2,2,4 1,2,2,8", true, false)]
    [InlineData("1,2,2,8 2,2,2,4 4,2,2,2 8,2,2,1", false, true)]
    [InlineData("1,8,30,1 1,21,8,1", true, true)]
    [InlineData("3,5,4,2", true, true)]
    public void Known_chains_are_chainable_one_way_or_the_other(string factors, bool holds, bool transposeHolds)
    {
        var chainability = Chainability.Of(Chain(factors));

        Assert.Equal((holds, transposeHolds, true), (chainability.Holds, chainability.TransposeObstacle is null, chainability.HoldsEitherWay));
    }

    [Theory]
    [InlineData("4,3,3,1 1,5,3,4", "ks(4, 3, 3, 1) -> ks(1, 5, 3, 4): r = 3/4 is not whole", "ks(4, 3, 3, 1) -> ks(1, 5, 3, 4): a = 4 does not divide a = 1")]
    [InlineData("2,4,2,1 4,2,2,1 1,8,8,1", "ks(2, 4, 2, 1) -> ks(4, 2, 2, 1): a = 4 does not divide a = 2", "ks(4, 2, 2, 1) -> ks(1, 8, 8, 1): a = 4 does not divide a = 1")]
    [InlineData("1,4,4,3 1,6,6,2", "ks(1, 4, 4, 3) -> ks(1, 6, 6, 2): d = 3 does not divide d = 2", "ks(1, 4, 4, 3) -> ks(1, 6, 6, 2): d = 2 does not divide d = 3")]
    public void The_first_pair_in_the_way_is_named_with_what_it_lacks(string factors, string obstacle, string transposeObstacle) =>
        Assert.Equal(new(obstacle, transposeObstacle), Chainability.Of(Chain(factors)));

    /// <summary>A diagonal has several patterns; any other support has one.</summary>
    private static void AssertSame(KsPattern expected, KsPattern? actual)
    {
        if (expected is { B: 1, C: 1 })
        {
            Assert.True(actual is { B: 1, C: 1 } && actual.Value.Rows == expected.Rows, $"{actual}");
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>Factors as papers write them (thesis, Section 5.1): the product of all is that of the first and the last.</summary>
    private static KsPattern Product(FactorChain chain)
    {
        var (left, right) = (chain.Factors[^1], chain.Factors[0]);
        return chain.Factors.Count == 1 ? left : new(left.A, left.B * left.D / right.D, right.A * right.C / left.A, right.D);
    }

    private static bool IsChainable(FactorChain chain)
    {
        var written = chain.Factors.Reverse().ToArray();
        return written.Zip(written.Skip(1)).All(pair => pair.First.A * pair.First.C % pair.Second.A == 0
            && pair.Second.A % pair.First.A == 0
            && pair.First.D % pair.Second.D == 0
            && pair.Second.B * pair.Second.D % pair.First.D == 0);
    }

    private static FactorChain Chain(string factors) => new(factors.Split(' ').Select(Pattern).ToEquatableArray());

    private static KsPattern Pattern(string text)
    {
        var numbers = text.Split(',').Select(int.Parse).ToArray();
        return new(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
