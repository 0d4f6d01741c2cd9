using System;
using System.Linq;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Dense;

public sealed class KroneckerFactorsTests
{
    [Theory]
    [InlineData("ks(2, 2, 2, 1) -> ks(1, 2, 2, 2)", "ks(1, 4, 4, 1)")]
    [InlineData("ks(1, 2, 2, 4) -> ks(2, 2, 2, 2) -> ks(4, 2, 2, 1)", "ks(1, 8, 8, 1)")]
    [InlineData("ks(3, 5, 2, 2) -> ks(3, 2, 5, 2)", "ks(3, 2, 2, 2)")]
    [InlineData("ks(6, 3, 4, 1) -> ks(2, 5, 3, 3)", "ks(2, 15, 12, 1)")]
    public void The_product_is_that_of_the_dense_matrices(string text, string product)
    {
        var (chain, pattern) = (KroneckerChain.Parse(text), KroneckerPattern.Parse(product));
        var random = new Random(5);
        var weights = chain.Select(factor => Enumerable.Range(0, factor.NonZeros).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray()).ToArray();
        var factors = new KroneckerFactors(chain[0].A, chain[0].B, chain[0].C, chain[0].D, weights[0]);
        foreach (var (factor, values) in chain.Zip(weights).Skip(1))
        {
            factors.Then(factor.A, factor.B, factor.C, factor.D, values);
        }

        var found = factors.Product(TiledPattern.Of(pattern.A, pattern.B, pattern.C, pattern.D));
        var size = TiledPattern.Of(pattern.A, pattern.B, pattern.C, pattern.D);
        var dense = chain.ToDense(weights);
        var seen = 0;
        for (var output = 0; output < chain.Outputs; output++)
        {
            for (var input = 0; input < chain.Inputs; input++)
            {
                var expected = dense[(output * chain.Inputs) + input];
                if (expected != 0)
                {
                    Assert.Equal(expected, found[size.IndexOf(output, input)], 1e-15);
                    seen++;
                }
            }
        }

        Assert.Equal(pattern.NonZeros, seen);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var factors = new KroneckerFactors(1, 2, 3, 1, new float[6]);
        Assert.Contains("takes 3 features, the one before gives 2", Assert.Throws<ArgumentException>(() => factors.Then(1, 2, 3, 1, new float[6])).Message, StringComparison.Ordinal);
        Assert.Contains("6 weights, not 5", Assert.Throws<ArgumentException>(() => new KroneckerFactors(1, 2, 3, 1, new float[5])).Message, StringComparison.Ordinal);
        Assert.Contains("no weight from feature 0 to feature 1", Assert.Throws<ArgumentException>(() => new KroneckerFactors(1, 2, 2, 1, new float[] { 1, 1, 1, 1 }).Product(TiledPattern.Of(2, 1, 1, 1))).Message, StringComparison.Ordinal);
    }
}
