using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Sparse.Factors;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

/// <summary>Chainable chains at random, made from what makes a chain chainable: divisors and ranks.</summary>
public sealed class RandomChainTests
{
    private const int LargestSide = 96;

    [Fact]
    public void Products_along_random_chains_are_recovered_either_way_round()
    {
        var chains = Enumerable.Range(0, 400).Select(Make).Where(chain => Math.Max(chain.Inputs, chain.Outputs) <= LargestSide).ToArray();
        Assert.All([2, 3, 4], count => Assert.Contains(chains, chain => chain.Count == count));
        foreach (var (chain, seed) in chains.Select((chain, i) => (chain, i)))
        {
            Assert.True(chain.IsChainable);
            Assert.True(chain.Transposed.IsTransposeChainable);
            Assert.Equal(chain.Product!.Value.Transposed, chain.Transposed.Product);
            Recover(chain, seed);
            Recover(chain.Transposed, seed);
        }
    }

    private static void Recover(KroneckerChain chain, int seed)
    {
        var product = Matrices.Product(chain, Matrices.Weights(chain, seed));
        var found = Hierarchy.Factorise(chain, product, threads: 1);
        Assert.True(Matrices.Norm(Matrices.Subtract(product, Matrices.Product(chain, found))) <= 1e-13 * Matrices.Norm(product), chain.ToString());
        Assert.Equal(found, Hierarchy.Factorise(chain, product, threads: 3));
    }

    /// <summary>In the order of papers: a grows and d falls by whole factors, and neighbours share r inner features a block.</summary>
    private static KroneckerChain Make(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(2, 5);
        var ranks = Enumerable.Range(0, count - 1).Select(_ => random.Next(1, 4)).ToArray();
        var (alphas, deltas) = (Draw(), Draw());
        var a = random.Next(1, 3);
        var d = random.Next(1, 3) * deltas.Aggregate(1, (product, delta) => product * delta);
        var factors = new List<KroneckerPattern>();
        for (var l = 0; l < count; l++)
        {
            var b = l == 0 ? random.Next(1, 5) : ranks[l - 1] * deltas[l - 1];
            var c = l == count - 1 ? random.Next(1, 5) : ranks[l] * alphas[l];
            factors.Add(new KroneckerPattern(a, b, c, d));
            (a, d) = l < count - 1 ? (a * alphas[l], d / deltas[l]) : (a, d);
        }

        factors.Reverse();
        return new KroneckerChain([.. factors]);

        int[] Draw() => [.. Enumerable.Range(0, count - 1).Select(_ => random.Next(1, 4))];
    }
}
