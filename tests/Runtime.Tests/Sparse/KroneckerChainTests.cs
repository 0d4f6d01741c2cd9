using System;
using System.Linq;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

public sealed class KroneckerChainTests
{
    [Fact]
    public void The_chains_of_the_thesis_have_dense_products()
    {
        var up = KroneckerChain.Parse("ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)");
        Assert.Equal((384, 1536, 319_488), (up.Inputs, up.Outputs, up.NonZeros));
        Assert.True(up.IsChainable);
        Assert.True(up.IsDense);
        Assert.Equal(new KroneckerPattern(1, 1536, 384, 1), up.Product);

        var down = KroneckerChain.Parse("ks(1, 192, 768, 2) -> ks(6, 64, 64, 1)");
        Assert.False(down.IsChainable);
        Assert.True(down.IsTransposeChainable);
        Assert.Equal(new KroneckerPattern(1, 384, 1536, 1), down.Product);
        Assert.Equal(up, down.Transposed);
        Assert.Equal("ks(1, 192, 768, 2) -> ks(6, 64, 64, 1)", down.ToString());
        Assert.Equal(319_488.0 / (384 * 1536), down.Density);
    }

    [Fact]
    public void Butterflies_are_chainable_and_kaleidoscopes_are_not()
    {
        Assert.True(KroneckerChain.Butterfly(16).IsChainable);
        Assert.True(KroneckerChain.Butterfly(16).IsDense);
        var kaleidoscope = new KroneckerChain([.. KroneckerChain.Butterfly(8).Concat(KroneckerChain.Butterfly(8).Reverse())]);
        Assert.False(kaleidoscope.IsChainable);
        Assert.False(kaleidoscope.IsTransposeChainable);
        Assert.Null(kaleidoscope.Product);
        Assert.False(kaleidoscope.IsDense);
    }

    [Fact]
    public void Widths_that_do_not_meet_are_refused_with_what_would()
    {
        Assert.Equal(
            "ks(6, 64, 64, 1) gives 384 features, but ks(1, 768, 190, 2), which follows it, takes 380; for 384 in, c could be 192. (Parameter 'factors')",
            Assert.Throws<ArgumentException>(() => KroneckerChain.Parse("ks(6, 64, 64, 1) -> ks(1, 768, 190, 2)")).Message);
        Assert.Contains("a could be 3.", Assert.Throws<ArgumentException>(() => KroneckerChain.Parse("ks(1, 9, 1, 1) -> ks(2, 5, 3, 1)")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new KroneckerChain());
        Assert.Contains("Factor 1", Assert.Throws<ArgumentException>(() => new KroneckerChain(default(KroneckerPattern))).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => KroneckerChain.Parse("ks(6, 64, 64, 1) - ks(1, 768, 192, 2)"));
    }

    /// <summary>Every small pair: chainable pairs are those of docs/language.md (Sparse chains), and the product has the support it says.</summary>
    [Fact]
    public void The_product_of_every_small_chainable_pair_has_the_support_of_its_pattern()
    {
        int[] sizes = [1, 2, 3, 4];
        var patterns = (from a in sizes from b in sizes from c in sizes from d in sizes select new KroneckerPattern(a, b, c, d)).ToArray();
        var seen = 0;
        foreach (var (first, second) in from first in patterns from second in patterns where first.Rows == second.Columns && first.Rows <= 12 select (first, second))
        {
            var chain = new KroneckerChain(first, second);
            var (left, right) = (second, first);
            var chainable = left.A * left.C % right.A == 0 && right.A % left.A == 0 && left.D % right.D == 0;
            Assert.Equal(chainable, chain.IsChainable);
            Assert.Equal(new KroneckerChain(second.Transposed, first.Transposed), chain.Transposed);
            if (chain.Product is not { } product)
                continue;

            seen++;
            var ones = chain.ToDense([.. chain.Select(pattern => Enumerable.Repeat(1f, pattern.NonZeros).ToArray())]);
            Assert.Equal((chain.Outputs, chain.Inputs), (product.Rows, product.Columns));
            for (var row = 0; row < chain.Outputs; row++)
            for (var column = 0; column < chain.Inputs; column++)
                Assert.Equal(Matrices.IsInSupport(product, row, column), ones[(row * chain.Inputs) + column] != 0);
        }

        Assert.InRange(seen, 300, int.MaxValue);
    }

    [Theory]
    [InlineData("ks(2, 3, 5, 1)")]
    [InlineData("ks(2, 3, 4, 2) -> ks(3, 2, 4, 1)")]
    [InlineData("ks(1, 6, 5, 2) -> ks(2, 3, 2, 3) -> ks(3, 4, 1, 6)")]
    public void The_dense_product_is_that_of_the_definition(string text)
    {
        var chain = KroneckerChain.Parse(text);
        var weights = Array.ConvertAll(Matrices.Weights(chain, 1), Matrices.Single);
        var expected = Matrices.Product(chain, Array.ConvertAll(weights, Matrices.Double));
        Assert.All(expected.Zip(chain.ToDense(weights)), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        Assert.Contains("has", Assert.Throws<ArgumentException>(() => chain.ToDense([.. weights, []])).Message, StringComparison.Ordinal);
        Assert.Contains("Factor 1", Assert.Throws<ArgumentException>(() => chain.ToDense([[], .. weights[1..]])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_chains_are_those_of_the_language()
    {
        Assert.Equal("ks(1, 48, 36, 1)", KroneckerChain.Dense(48, 36).ToString());
        Assert.Equal("ks(1, 5, 36, 1) -> ks(1, 48, 5, 1)", KroneckerChain.LowRank(48, 36, 5).ToString());
        Assert.Equal("ks(6, 64, 64, 1) -> ks(1, 256, 64, 6)", KroneckerChain.Monarch(1536, 384, 6).ToString());
        Assert.Equal("ks(6, 64, 256, 1) -> ks(1, 64, 64, 6)", KroneckerChain.Monarch(384, 1536, 6).ToString());
        Assert.Equal("ks(4, 2, 2, 1) -> ks(2, 2, 2, 2) -> ks(1, 2, 2, 4)", KroneckerChain.Butterfly(8).ToString());
        Assert.Equal("ks(2, 6, 6, 1) -> ks(1, 6, 6, 2)", KroneckerChain.Butterfly(12, block: 3).ToString());
        Assert.Contains("2^L * 1 features", Assert.Throws<ArgumentException>(() => KroneckerChain.Butterfly(12)).Message, StringComparison.Ordinal);
        Assert.Contains("not 3", Assert.Throws<ArgumentException>(() => KroneckerChain.Butterfly(3, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("5 does not divide 36", Assert.Throws<ArgumentException>(() => KroneckerChain.Monarch(50, 36, 5)).Message, StringComparison.Ordinal);
    }
}
