using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using NetSpec.Runtime.Kernels.Sequences;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Sequences;

/// <summary>Learned tokens, at every vector width.</summary>
public sealed class TokensTests
{
    public static TheoryData<int, int> Cases => new() { { 1, 1 }, { 7, 3 }, { 16, 16 }, { 24, 17 }, { 50, 40 } };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_embedding_looks_tokens_up(int features, int tokens)
    {
        var table = Table(9, features);
        foreach (var simd in Arena.Levels)
        foreach (var threads in new[] { 1, 3 })
        {
            using var arena = new Arena(simd, 2, Arena.SizeOf(new Map(0, tokens, 1, 1, 0), new Map(0, features, 1, tokens, 2)) + 128);
            var (ids, to) = (arena.Place(tokens, 1, 1, 0), arena.Place(features, 1, tokens, 2));
            arena.Open(to);
            for (var image = 0; image < 2; image++)
            {
                arena.Write(ids, image, Tensor.Map(tokens, 1, 1, (t, _, _) => ((5 * t) + image) % 9));
            }

            LearnedTokens.Embed(arena.Begin(threads), PackedTokens.Pack(table, features), ids, to);
            for (var image = 0; image < 2; image++)
            {
                Tensor.Map(features, 1, tokens, (c, _, t) => table[(((5 * t) + image) % 9 * features) + c]).AssertSame(arena.Read(to, image), $"{simd}");
            }

            arena.CheckGuards();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Learned_tokens_come_first_and_positions_are_added(int features, int tokens)
    {
        foreach (var simd in Arena.Levels)
        foreach (var learned in new[] { 1, 4, 20 })
        {
            var (table, positions) = (Table(learned, features), Table(tokens + learned + 3, features));
            var values = Tensor.Map(features, 1, tokens, (c, _, t) => (c * 0.25) - t);
            using var arena = new Arena(simd, 1, 3 * Arena.SizeOf(new Map(0, features, 1, tokens + learned, 2)));
            var (from, joint, to) = (arena.Place(features, 1, tokens, 1), arena.Place(features, 1, tokens + learned, 0), arena.Place(features, 1, tokens + learned, 2));
            arena.Open(joint);
            arena.Open(to);
            arena.Write(from, 0, values);
            LearnedTokens.Prepend(arena.Begin(threads: 2), PackedTokens.Pack(table, features), from, joint);
            double Joint(int c, int t) => t < learned ? table[(t * features) + c] : values[c, 0, t - learned];
            Tensor.Map(features, 1, tokens + learned, (c, _, t) => Joint(c, t)).AssertSame(arena.Read(joint, 0), $"{simd}, {learned} first");

            var sums = Tensor.Map(features, 1, tokens + learned, (c, _, t) => (float)Joint(c, t) + positions[(t * features) + c]);
            LearnedTokens.Add(arena.Begin(threads: 2), PackedTokens.Pack(positions, features), joint, to);
            sums.AssertSame(arena.Read(to, 0), $"{simd}, positions");
            LearnedTokens.Add(arena.Begin(), PackedTokens.Pack(positions, features), joint, joint);
            sums.AssertSame(arena.Read(joint, 0), $"{simd}, positions where they lie");
            arena.CheckGuards();
        }
    }

    [Theory]
    [InlineData(5, 1, 4)]
    [InlineData(17, 3, 5)]
    [InlineData(48, 4, 1)]
    public void The_rows_of_a_map_become_one(int channels, int height, int width)
    {
        var values = Tensor.Map(channels, height, width, (c, y, x) => c + (100 * y) + (1000 * x));
        using var arena = new Arena(SimdLevel.Scalar, 1, 2 * Arena.SizeOf(new Map(0, channels, height, width * height, 2)));
        var (from, to) = (arena.Place(channels, height, width, 2), arena.Place(channels, 1, height * width, 1));
        arena.Open(to);
        arena.Write(from, 0, values);
        Maps.Unroll(arena.Begin(threads: 2), from, to);
        Tensor.Map(channels, 1, height * width, (c, _, t) => values[c, t / width, t % width]).AssertSame(arena.Read(to, 0), "row");
        arena.CheckGuards();
        Assert.Throws<ArgumentException>(() => Maps.Unroll(arena.Begin(), from, new Map(to.Offset, channels, 1, 2, 1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whole_numbers_come_in(bool batchLast)
    {
        using var arena = new Arena(SimdLevel.Scalar, 2, Arena.SizeOf(new Map(0, 5, 1, 1, 0)));
        var to = arena.Place(5, 1, 1, 0);
        arena.Open(to);

        // Samples 1 and 2 of three.
        int[] ids = [.. Enumerable.Range(0, 15).Select(i => 16_777_216 - i)];
        Maps.Load(arena.Begin(), ids, 1, 3, to, batchLast);
        for (var image = 0; image < 2; image++)
        {
            var sample = image + 1;
            Tensor.Map(5, 1, 1, (i, _, _) => ids[batchLast ? (3 * i) + sample : (5 * sample) + i]).AssertSame(arena.Read(to, image), "ids");
        }

        arena.CheckGuards();
        Assert.Throws<ArgumentException>(() => Maps.Load(arena.Begin(), ids.AsSpan(1), 1, 3, to));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var arena = new Arena(SimdLevel.Scalar, 1, 4096);
        var table = PackedTokens.Pack(Table(4, 6), 6);
        var (ids, tokens, more) = (arena.Place(5, 1, 1, 0), arena.Place(6, 1, 5, 0), arena.Place(7, 1, 5, 0));
        arena.Write(ids, 0, Tensor.Map(5, 1, 1, (t, _, _) => t));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearnedTokens.Embed(arena.Begin(), table, ids, tokens));
        Assert.Throws<ArgumentException>(() => LearnedTokens.Embed(arena.Begin(), table, tokens, tokens));
        Assert.Throws<ArgumentException>(() => LearnedTokens.Embed(arena.Begin(), table, ids, more));
        Assert.Throws<ArgumentException>(() => LearnedTokens.Add(arena.Begin(), table, tokens, tokens));
        Assert.Throws<ArgumentException>(() => LearnedTokens.Prepend(arena.Begin(), table, tokens, tokens));
        Assert.Throws<ArgumentException>(() => PackedTokens.Pack(new float[7], 6));
        Assert.Throws<ArgumentException>(() => PackedTokens.Pack([], 6));
    }

    private static float[] Table(int tokens, int features)
    {
        var random = new Random(tokens + features);
        return [.. Enumerable.Range(0, tokens * features).Select(_ => (float)random.NextDouble())];
    }
}
