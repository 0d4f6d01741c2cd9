using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Sequences;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Sequences;

/// <summary>Attention of one token over a cache against plain loops in double, at every vector width, with operands apart and as parts of one vector.</summary>
public sealed class CachedAttentionTests
{
    public static TheoryData<int, int, int, int> Cases => new()
    {
        { 1, 8, 8, 1 }, { 5, 8, 8, 3 }, { 17, 16, 16, 2 }, { 33, 24, 24, 3 }, { 29, 7, 7, 5 }, { 100, 64, 64, 2 }, { 16, 32, 32, 2 }, { 50, 1, 1, 3 },
        { 20, 11, 7, 3 }, { 20, 5, 40, 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_token_takes_a_weighted_mean_of_those_before_it(int tokens, int keyFeatures, int valueFeatures, int heads)
    {
        var random = new Random(tokens + (7 * keyFeatures) + heads);
        var (keys, values) = (heads * keyFeatures, heads * valueFeatures);
        var text = Tensor.Map((2 * keys) + values, 1, tokens, (_, _, _) => (float)((4 * random.NextDouble()) - 2));
        foreach (var simd in Arena.Levels)
        foreach (var isOne in keys == values ? new[] { false, true } : [false])
        {
            using TokenCache single = new(tokens, heads, keys, values), several = new(tokens, heads, keys, values);
            for (var token = 0; token < tokens; token++)
            {
                var one = Attend(single, simd, threads: 1, isOne, text, token, keys, values);
                Expected(text, token, heads, keyFeatures, valueFeatures).AssertClose(one, $"{simd}, one: {isOne}, token {token}");
                one.AssertSame(Attend(several, simd, threads: 3, isOne, text, token, keys, values), $"{simd} on 3 threads");
            }
        }
    }

    [Fact]
    public void What_a_longer_text_left_is_not_seen()
    {
        var text = Tensor.Map(24, 1, 9, (c, _, t) => t > 3 ? double.NaN : c - t);
        foreach (var simd in Arena.Levels)
        {
            using TokenCache cache = new(9, 2, 8, 8);
            for (var token = 0; token < 9; token++)
            {
                Attend(cache, simd, 1, isOne: true, text, token, 8, 8);
            }

            for (var token = 1; token < 4; token++)
            {
                Expected(text, token, 2, 4, 4).AssertClose(Attend(cache, simd, 1, isOne: true, text, token, 8, 8), $"{simd}, token {token}");
            }
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        using TokenCache cache = new(64, 4, 64, 64);
        using var workspace = new Workspace(1024);
        foreach (var threads in new[] { 1, 2 })
        {
            Assert.Equal(0, Allocations.Of(() =>
            {
                for (var token = 0; token < 64; token++)
                    CachedAttention.Run(new Run(workspace, 1, threads), cache, token, new Map(0, 192, 1, 1, 0), new Map(512, 64, 1, 1, 0));
            }));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var arena = new Arena(SimdLevel.Scalar, 1, 4096);
        using TokenCache cache = new(4, 2, 6, 6);
        Map vector = arena.Place(6, 1, 1, 0), other = arena.Place(8, 1, 1, 0), three = arena.Place(18, 1, 1, 0), two = arena.Place(6, 1, 2, 0);
        Assert.Throws<ArgumentException>(() => CachedAttention.Run(arena.Begin(), cache, 0, vector, other, vector, vector));
        Assert.Throws<ArgumentException>(() => CachedAttention.Run(arena.Begin(), cache, 0, vector, vector, other, vector));
        Assert.Throws<ArgumentException>(() => CachedAttention.Run(arena.Begin(), cache, 0, other, other, vector, vector));
        Assert.Throws<ArgumentException>(() => CachedAttention.Run(arena.Begin(), cache, 0, two, two, two, two));
        Assert.Throws<ArgumentException>(() => CachedAttention.Run(arena.Begin(), cache, 0, vector, vector));
        Assert.Throws<ArgumentOutOfRangeException>(() => CachedAttention.Run(arena.Begin(), cache, 4, three, vector));
        Assert.Throws<ArgumentOutOfRangeException>(() => CachedAttention.Run(arena.Begin(), cache, -1, three, vector));
        Assert.Throws<ArgumentException>(() => new TokenCache(4, 4, 6, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenCache(0, 1, 6, 8));

        using var pair = new Arena(SimdLevel.Scalar, 2, 4096);
        Assert.Throws<ArgumentException>(() => CachedAttention.Run(pair.Begin(), cache, 0, three, vector));
    }

    private static Tensor Attend(TokenCache cache, SimdLevel simd, int threads, bool isOne, Tensor text, int token, int keys, int values)
    {
        using var arena = new Arena(simd, 1, 2 * Arena.SizeOf([.. new[] { keys, keys, values, values, (2 * keys) + values }.Select(c => new Map(0, c, 1, 1, 0))]));
        var to = arena.Place(values, 1, 1, 0);
        arena.Open(to);
        Map[] from = isOne ? [arena.Place((2 * keys) + values, 1, 1, 0)] : [arena.Place(keys, 1, 1, 0), arena.Place(keys, 1, 1, 0), arena.Place(values, 1, 1, 0)];
        var first = 0;
        foreach (var map in from)
        {
            var start = first;
            arena.Write(map, 0, Tensor.Map(map.Channels, 1, 1, (c, _, _) => text[start + c, 0, token]));
            first += map.Channels;
        }

        if (isOne)
            CachedAttention.Run(arena.Begin(threads), cache, token, from[0], to);
        else
            CachedAttention.Run(arena.Begin(threads), cache, token, from[0], from[1], from[2], to);

        arena.CheckGuards();
        return arena.Read(to, 0);
    }

    private static Tensor Expected(Tensor x, int token, int heads, int keyFeatures, int valueFeatures)
    {
        var keys = heads * keyFeatures;
        var y = new Tensor(heads * valueFeatures, 1, 1);
        for (var head = 0; head < heads; head++)
        {
            var scores = Enumerable.Range(0, token + 1).Select(key => Enumerable.Range(head * keyFeatures, keyFeatures).Sum(
                c => x[c, 0, token] * x[keys + c, 0, key]) / Math.Sqrt(keyFeatures)).ToArray();
            var powers = scores.Select(score => Math.Exp(score - scores.Max())).ToArray();
            for (var c = head * valueFeatures; c < (head + 1) * valueFeatures; c++)
            {
                var products = powers.Select((power, key) => power / powers.Sum() * x[(2 * keys) + c, 0, key]).ToArray();
                y.Set(c, 0, 0, products.Sum(), products.Sum(Math.Abs));
            }
        }

        return y;
    }
}
