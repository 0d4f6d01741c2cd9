using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Sequences;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Sequences;

/// <summary>Attention against plain loops in double, at every vector width, with operands apart and as parts of one sequence.</summary>
public sealed class AttentionTests
{
    public static TheoryData<int, int, int, bool> Cases => new()
    {
        { 1, 8, 1, false }, { 1, 8, 1, true }, { 5, 8, 3, false }, { 5, 8, 3, true }, { 17, 16, 2, false }, { 17, 16, 2, true },
        { 33, 24, 3, false }, { 33, 24, 2, true }, { 29, 7, 5, true }, { 197, 64, 2, false }, { 197, 64, 1, true }, { 16, 32, 2, true }, { 50, 1, 3, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_query_takes_a_weighted_mean(int tokens, int size, int heads, bool causal)
    {
        var random = new Random(tokens + (7 * size) + heads);
        var features = heads * size;
        var samples = Enumerable.Range(0, 2).Select(_ => Tensor.Map(3 * features, 1, tokens, (_, _, _) => (float)((4 * random.NextDouble()) - 2))).ToArray();
        foreach (var simd in Arena.Levels)
        foreach (var isOne in new[] { false, true })
        {
            Tensor[]? first = null;
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var arena = new Arena(simd, 2, 4 * Arena.SizeOf(new Map(0, 3 * features, 1, tokens, 1), new Map(0, features, 1, tokens, 1)));
                Map[] from = isOne
                    ? [arena.Place(3 * features, 1, tokens, 0)]
                    : [.. Enumerable.Range(0, 3).Select(i => arena.Place(features, 1, tokens, i % 2))];
                var to = arena.Place(features, 1, tokens, isOne ? 1 : 0);
                arena.Open(to);
                for (var image = 0; image < 2; image++)
                for (var i = 0; i < from.Length; i++)
                {
                    arena.Write(from[i], image, Part(samples[image], i * features, from[i].Channels));
                }

                if (isOne)
                    MultiHeadAttention.Run(arena.Begin(threads), from[0], to, heads, causal);
                else
                    MultiHeadAttention.Run(arena.Begin(threads), from[0], from[1], from[2], to, heads, causal);

                var found = Enumerable.Range(0, 2).Select(image => arena.Read(to, image)).ToArray();
                for (var image = 0; image < 2; image++)
                {
                    Expected(samples[image], heads, size, causal).AssertClose(found[image], $"{simd}, one: {isOne}, sample {image}");
                    first?[image].AssertSame(found[image], $"{simd} on {threads} threads");
                }

                first ??= found;
                arena.CheckGuards();
            }
        }
    }

    /// <summary>A softmax of scores that lie hundreds apart, and further than a float counts in ones; some of them are equal.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(40_000)]
    [InlineData(300_000)]
    [InlineData(1e10)]
    [InlineData(1e15)]
    public void Large_scores_take_the_largest_alone(double size)
    {
        var samples = Tensor.Map(48, 1, 20, (c, _, t) => c < 32 ? (float)(size * ((t % 5) - 2)) : t + c);
        foreach (var simd in Arena.Levels)
        {
            using var arena = new Arena(simd, 1, 4 * Arena.SizeOf(new Map(0, 48, 1, 20, 0)));
            var (from, to) = (arena.Place(48, 1, 20, 0), arena.Place(16, 1, 20, 0));
            arena.Open(to);
            arena.Write(from, 0, samples);
            MultiHeadAttention.Run(arena.Begin(), from, to, 1, causal: false);
            Expected(samples, 1, 16, causal: false).AssertClose(arena.Read(to, 0), $"{simd}");
        }
    }

    [Theory]
    [InlineData(8, 0, 3)]
    [InlineData(15, 4, 7)]
    [InlineData(17, 1, 1)]
    [InlineData(22, 6, 6)]
    public void A_NaN_reaches_the_queries_that_see_it(int place, int first, int last)
    {
        var samples = Tensor.Map(24, 1, 9, (c, _, t) => c == place && t == 4 ? double.NaN : c - t);
        foreach (var simd in Arena.Levels)
        {
            using var arena = new Arena(simd, 1, 4 * Arena.SizeOf(new Map(0, 24, 1, 9, 0)));
            var (from, to) = (arena.Place(24, 1, 9, 0), arena.Place(8, 1, 9, 0));
            arena.Open(to);
            arena.Write(from, 0, samples);
            MultiHeadAttention.Run(arena.Begin(), from, to, 2, causal: true);
            var found = arena.Read(to, 0);
            for (var t = 0; t < 9; t++)
            for (var c = 0; c < 8; c++)
            {
                Assert.Equal(c >= first && c <= last && t >= 4, double.IsNaN(found[c, 0, t]));
            }
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var arena = new Arena(SimdLevel.Scalar, 1, 4096);
        var (map, other, three) = (arena.Place(6, 1, 4, 0), arena.Place(6, 1, 5, 0), arena.Place(18, 1, 4, 0));
        Assert.Throws<ArgumentException>(() => MultiHeadAttention.Run(arena.Begin(), map, map, map, map, 4, causal: false));
        Assert.Throws<ArgumentException>(() => MultiHeadAttention.Run(arena.Begin(), other, other, map, map, 2, causal: false));
        Assert.Throws<ArgumentException>(() => MultiHeadAttention.Run(arena.Begin(), map, other, map, map, 2, causal: false));
        Assert.Throws<ArgumentException>(() => MultiHeadAttention.Run(arena.Begin(), map, three, 2, causal: false));
        Assert.Throws<ArgumentException>(() => MultiHeadAttention.Run(arena.Begin(), three, map, 0, causal: false));
    }

    private static Tensor Part(Tensor of, int first, int channels) => Tensor.Map(channels, 1, of.Width, (c, _, t) => of[first + c, 0, t]);

    private static Tensor Expected(Tensor x, int heads, int size, bool causal)
    {
        var features = heads * size;
        var y = new Tensor(features, 1, x.Width);
        for (var head = 0; head < heads; head++)
        for (var query = 0; query < x.Width; query++)
        {
            var keys = Enumerable.Range(0, causal ? query + 1 : x.Width).ToArray();
            var scores = keys.Select(key => Enumerable.Range(head * size, size).Sum(c => x[c, 0, query] * x[features + c, 0, key]) / Math.Sqrt(size)).ToArray();
            var powers = scores.Select(score => Math.Exp(score - scores.Max())).ToArray();
            for (var c = head * size; c < (head + 1) * size; c++)
            {
                var products = keys.Select(key => powers[key] / powers.Sum() * x[(2 * features) + c, 0, key]).ToArray();
                y.Set(c, 0, query, products.Sum(), products.Sum(Math.Abs));
            }
        }

        return y;
    }
}
