using System;
using System.Linq;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Sparse.Factors;
using NetSpec.Runtime.Sparse.LinearAlgebra;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

public sealed class KroneckerFactorisationTests
{
    /// <summary>Chainable, transpose-chainable, neither, low-rank, Monarch, deformable, butterflies, and blocks of different ranks.</summary>
    public static TheoryData<string> Chains =>
    [
        "ks(1, 7, 5, 1)",
        "ks(2, 3, 4, 2)",
        "ks(1, 3, 20, 1) -> ks(1, 15, 3, 1)",
        "ks(6, 4, 4, 1) -> ks(1, 24, 12, 2)",
        "ks(1, 12, 24, 2) -> ks(6, 4, 4, 1)",
        "ks(3, 4, 5, 1) -> ks(1, 6, 3, 4)",
        "ks(2, 6, 3, 2) -> ks(1, 4, 6, 4)",
        "ks(1, 6, 4, 3) -> ks(1, 5, 9, 2)",
        "ks(2, 3, 5, 1) -> ks(1, 4, 3, 2)",
        "ks(3, 2, 4, 2) -> ks(2, 3, 2, 3)",
        "ks(8, 2, 2, 1) -> ks(4, 2, 2, 2) -> ks(2, 2, 2, 4) -> ks(1, 2, 2, 8)",
        "ks(1, 2, 2, 8) -> ks(2, 2, 2, 4) -> ks(4, 2, 2, 2) -> ks(8, 2, 2, 1)",
        "ks(32, 2, 2, 1) -> ks(16, 2, 2, 2) -> ks(8, 2, 2, 4) -> ks(4, 2, 2, 8) -> ks(2, 2, 2, 16) -> ks(1, 2, 2, 32)",
        "ks(4, 6, 3, 1) -> ks(2, 4, 6, 2) -> ks(1, 3, 4, 4)",
        "ks(8, 4, 4, 1) -> ks(4, 4, 4, 2) -> ks(2, 4, 4, 4) -> ks(1, 4, 4, 8)",
        "ks(12, 2, 3, 2) -> ks(6, 2, 2, 4) -> ks(3, 2, 2, 8)",
    ];

    [Theory]
    [MemberData(nameof(Chains))]
    public void A_product_of_factors_is_recovered(string text)
    {
        var chain = KroneckerChain.Parse(text);
        for (var seed = 0; seed < 3; seed++)
        {
            var product = Matrices.Product(chain, Matrices.Weights(chain, seed));
            var found = Hierarchy.Factorise(chain, product, threads: 1);
            Assert.InRange(Matrices.Norm(Matrices.Subtract(product, Matrices.Product(chain, found))) / Matrices.Norm(product), 0, 1e-13);

            var factors = KroneckerFactorisation.Of(Matrices.Single(product), chain);
            Assert.InRange(factors.RelativeError, 0, 1e-6);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void The_Hadamard_matrix_is_a_butterfly(int stages)
    {
        var size = 1 << stages;
        var hadamard = Enumerable.Range(0, size * size).Select(i => int.PopCount(i / size & i % size) % 2 == 0 ? 1f : -1f).ToArray();
        var factors = KroneckerFactorisation.Of(hadamard, KroneckerChain.Butterfly(size));
        Assert.InRange(factors.RelativeError, 0, 1e-6);

        // Balanced, every factor is a butterfly of ones up to signs, since all 2^L entries are products of L weights.
        Assert.All(factors.Weights.SelectMany(weights => weights), weight => Assert.Equal(1, Math.Abs(weight), 1e-5f));
        var nearly = KroneckerFactorisation.Of(hadamard, KroneckerChain.Butterfly(size).Transposed);
        Assert.InRange(nearly.RelativeError, 0, 1e-6);
    }

    /// <summary>The best that is known about a product with noise: the chain comes within the noise, so the error is at most √(L−1) times it.</summary>
    [Theory]
    [MemberData(nameof(Chains))]
    public void Noise_is_not_amplified_beyond_the_guarantee(string text)
    {
        var chain = KroneckerChain.Parse(text);
        var product = Matrices.Product(chain, Matrices.Weights(chain, 1));
        foreach (var level in new[] { 1e-6, 1e-3, 0.1, 10 })
        {
            var noise = Array.ConvertAll(Matrices.Random(chain.Outputs, chain.Inputs, 2), value => value * level);
            var noisy = product.Zip(noise, (value, more) => value + more).ToArray();
            var error = Matrices.Norm(Matrices.Subtract(noisy, Matrices.Product(chain, Hierarchy.Factorise(chain, noisy, threads: 1))));
            Assert.InRange(error, 0, (Math.Sqrt(Math.Max(1, chain.Count - 1)) * Matrices.Norm(noise)) + 1e-12);
        }
    }

    /// <summary>
    /// Of a matrix that is near no product: cut in two anywhere, no factors are nearer than the best two, and what is found is
    /// within the root of the sum of those squares. So the smallest possible error lies between.
    /// </summary>
    [Theory]
    [MemberData(nameof(Chains))]
    public void The_error_lies_between_the_best_two_factors_of_any_cut_and_the_sum_of_their_squares(string text)
    {
        var chain = KroneckerChain.Parse(text);
        if (chain.Count == 1)
            return;

        var matrix = Matrices.Random(chain.Outputs, chain.Inputs, 5);
        var cuts = Enumerable.Range(1, chain.Count - 1).Select(at => Error(Merge(chain, at), matrix)).ToArray();
        Assert.InRange(Error(chain, matrix), cuts.Max() - 1e-12, Math.Sqrt(cuts.Sum(cut => cut * cut)) + 1e-12);
    }

    /// <summary>Least squares for one factor and then the other, which knows nothing of blocks, never does better, and often as well.</summary>
    [Theory]
    [InlineData("ks(1, 1, 4, 1) -> ks(1, 3, 1, 1)")]
    [InlineData("ks(1, 2, 4, 1) -> ks(1, 5, 2, 1)")]
    [InlineData("ks(2, 2, 3, 1) -> ks(1, 3, 2, 2)")]
    [InlineData("ks(1, 3, 2, 2) -> ks(2, 2, 3, 1)")]
    [InlineData("ks(2, 3, 5, 1) -> ks(1, 4, 3, 2)")]
    [InlineData("ks(1, 6, 4, 1) -> ks(1, 3, 3, 2)")]
    [InlineData("ks(3, 2, 2, 1) -> ks(2, 2, 3, 1)")]
    [InlineData("ks(1, 3, 2, 4) -> ks(1, 2, 2, 6)")]
    public void Two_factors_are_optimal(string text)
    {
        var chain = KroneckerChain.Parse(text);
        for (var seed = 0; seed < 3; seed++)
        {
            var matrix = Matrices.Random(chain.Outputs, chain.Inputs, seed);
            var error = Matrices.Norm(Matrices.Subtract(matrix, Matrices.Product(chain, Hierarchy.Factorise(chain, matrix, threads: 1))));
            var best = Enumerable.Range(0, 12).Min(start => AlternatingLeastSquares.Error(chain, matrix, start));
            Assert.InRange(error, 0, best + 1e-9);
            Assert.InRange(error, best - 1e-3, double.PositiveInfinity);
        }
    }

    /// <summary>The error that the theorem of Eckart and Young gives block by block.</summary>
    [Fact]
    public void The_error_is_what_the_blocks_lose()
    {
        var chain = KroneckerChain.Parse("ks(6, 4, 4, 1) -> ks(1, 24, 12, 2)");
        var matrix = Matrices.Single(Matrices.Random(48, 24, 9));
        var lost = 0.0;
        for (var step = 0; step < 2; step++)
        for (var interval = 0; interval < 6; interval++)
        {
            var block = Enumerable.Range(0, 24 * 4).Select(i => (double)matrix[((((i % 24) * 2) + step) * 24) + (interval * 4) + (i / 24)]).ToArray();
            lost += SingularValueDecomposition.Of(block, 24, 4, 0).Values.Skip(2).Sum(value => value * value);
        }

        var factors = KroneckerFactorisation.Of(matrix, chain);
        Assert.Equal(Math.Sqrt(lost) / Matrices.Norm(Matrices.Double(matrix)), factors.RelativeError, 1e-7);
        Assert.Equal(factors.RelativeError, Matrices.Norm(Matrices.Subtract(Matrices.Double(matrix), factors.ToDense())) / Matrices.Norm(Matrices.Double(matrix)), 1e-15);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Every_inner_feature_has_the_same_norm_on_both_sides(string text)
    {
        var chain = KroneckerChain.Parse(text);
        var factors = KroneckerFactorisation.Of(Matrices.Single(Matrices.Random(chain.Outputs, chain.Inputs, 3)), chain);
        for (var i = 1; i < chain.Count; i++)
        {
            var (before, after) = (Matrices.Dense(chain[i - 1], Matrices.Double(factors.Weights[i - 1])), Matrices.Dense(chain[i], Matrices.Double(factors.Weights[i])));
            var (width, inputs) = (chain[i].Columns, chain[i - 1].Columns);
            for (var p = 0; p < width; p++)
            {
                var row = Matrices.Norm(before[(p * inputs)..((p + 1) * inputs)]);
                var column = Matrices.Norm([.. Enumerable.Range(0, chain[i].Rows).Select(r => after[(r * width) + p])]);
                Assert.Equal(row, column, 1e-4 * row);
            }
        }
    }

    private static double Error(KroneckerChain chain, double[] matrix) =>
        Matrices.Norm(Matrices.Subtract(matrix, Matrices.Product(chain, Hierarchy.Factorise(chain, matrix, threads: 1))));

    /// <summary>The chain of two patterns that the factors before and after a place multiply to.</summary>
    private static KroneckerChain Merge(KroneckerChain chain, int at) =>
        chain.Count == 2 ? chain : new(new KroneckerChain([.. chain.Take(at)]).Product!.Value, new KroneckerChain([.. chain.Skip(at)]).Product!.Value);

    [Fact]
    public void Threads_change_nothing()
    {
        var chain = KroneckerChain.Parse("ks(8, 4, 4, 1) -> ks(4, 4, 4, 2) -> ks(2, 4, 4, 4) -> ks(1, 4, 4, 8)");
        var matrix = Matrices.Single(Matrices.Random(32, 32, 1));
        var one = KroneckerFactorisation.Of(matrix, chain, threads: 1);
        var three = KroneckerFactorisation.Of(matrix, chain, threads: 3);
        Assert.Equal(one.Weights, three.Weights);
        Assert.Equal(one.RelativeError, three.RelativeError);
    }

    [Fact]
    public void A_matrix_of_zeros_has_factors_of_zeros_and_no_error()
    {
        var factors = KroneckerFactorisation.Of(new float[24 * 48], KroneckerChain.Parse("ks(6, 4, 4, 1) -> ks(1, 24, 12, 2)"));
        Assert.Equal(0, factors.RelativeError);
        Assert.All(factors.Weights.SelectMany(weights => weights), weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void Chains_without_guarantees_are_refused_with_what_fails()
    {
        var kaleidoscope = KroneckerChain.Parse("ks(1, 2, 2, 2) -> ks(2, 2, 2, 1) -> ks(2, 2, 2, 1) -> ks(1, 2, 2, 2)");
        Assert.Equal(
            "Factorising along ks(1, 2, 2, 2) -> ks(2, 2, 2, 1) -> ks(2, 2, 2, 1) -> ks(1, 2, 2, 2) has no guarantees: a = 2 of ks(2, 2, 2, 1) does not divide a = 1 of ks(1, 2, 2, 2); "
            + "and for the transposed chain, a = 2 of ks(2, 2, 2, 1) does not divide a = 1 of ks(1, 2, 2, 2). A chain of more than two factors needs neighbours such that, "
            + "for ks(a2, b2, c2, d2) -> ks(a1, b1, c1, d1), a1 divides a2, a2 divides a1*c1 and d2 divides d1; or the same of the transposed chain. Two factors may have any patterns. (Parameter 'chain')",
            Assert.Throws<ArgumentException>(() => KroneckerFactorisation.Of(new float[16], kaleidoscope)).Message);
    }

    [Fact]
    public void Sizes_and_numbers_that_are_wrong_are_named()
    {
        var chain = KroneckerChain.Parse("ks(1, 1, 4, 1) -> ks(1, 3, 1, 1)");
        Assert.Contains("The matrix has 11 numbers; 3 x 4 takes 12.", Assert.Throws<ArgumentException>(() => KroneckerFactorisation.Of(new float[11], chain)).Message, StringComparison.Ordinal);
        Assert.Contains("Row 1, column 2 of the matrix is NaN", Assert.Throws<ArgumentException>(() => KroneckerFactorisation.Of([0, 0, 0, 0, 0, 0, float.NaN, 0, 0, 0, 0, 0], chain)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => KroneckerFactorisation.Of(new float[12], chain, threads: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KroneckerFactorisation.Smallest(new float[12], 3, 4, double.NaN));
    }
}
