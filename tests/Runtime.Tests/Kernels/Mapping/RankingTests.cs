using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using NetSpec.Runtime.Kernels.Pooling;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>
/// Ops that rank values, over every arrangement of NaN, infinities, zeros of both signs and numbers, at each vector width:
/// NaN counts as the largest, as in torch, and nothing is lost or made up.
/// </summary>
public sealed class RankingTests
{
    private static readonly float[] Alphabet =
        [float.NaN, BitConverter.UInt32BitsToSingle(0xFFC0_0001), float.PositiveInfinity, float.NegativeInfinity, 0, -0f, 1.5f, -2];

    /// <summary>All ways to fill four places.</summary>
    private static readonly float[][] Arrangements =
        [.. from a in Alphabet from b in Alphabet from c in Alphabet from d in Alphabet select new[] { a, b, c, d }];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_pool_ranks_nan_before_all_numbers(int k)
    {
        // Each arrangement in a window of 2x2, a channel the same one further to the right.
        var x = (int channel, int row, int column) => Arrangements[((column / 2) + (29 * channel)) % Arrangements.Length][(2 * row) + (column % 2)];
        foreach (var simd in Arena.Levels)
        {
            Run(simd, new Map(0, 17, 2, 2 * Arrangements.Length, 1), new Map(0, 17, 1, Arrangements.Length, 0), x, (in Run run, Map from, Map to) => Pools.Max(run, from, to, new PoolWindow(2, 2, 2, 2, 0, 0, 0, 0), k), (channel, _, column, actual) =>
                AssertSame(Ranked(Arrangements[(column + (29 * channel)) % Arrangements.Length])[k - 1], actual, $"{simd} {k} {column}"));
        }
    }

    [Theory]
    [InlineData(2, 1, 0)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 1, 2)]
    [InlineData(100, 7, 0)]
    [InlineData(128, 1, 64)]
    [InlineData(129, 3, 5)]
    public void Overlapping_windows_of_a_wide_map_have_their_largest_value(int width, int stride, int pad)
    {
        // Numbers; in one row of a channel all arrangements too, in another one NaN at a few places far apart.
        var numbers = new Random(width);
        var values = Enumerable.Range(0, 3 * 4 * 700).Select(_ => (float)numbers.Next(-9, 9)).ToArray();
        var x = (int channel, int row, int column) => (channel, row, column % 331) switch
        {
            (1, 2, _) => Arrangements[7 * column % Arrangements.Length][column % 4],
            (0, 3, 255) => float.NaN,
            _ => values[(((channel * 4) + row) * 700) + column],
        };
        var window = new PoolWindow(2, width, 1, stride, 0, pad, 0, pad);
        var windows = ((700 + (2 * pad) - width) / stride) + 1;
        foreach (var simd in Arena.Levels)
        {
            Run(simd, new Map(0, 3, 4, 700, 1), new Map(0, 3, 3, windows, 1), x, (in Run run, Map from, Map to) => Pools.Max(run, from, to, window), (channel, row, column, actual) =>
            {
                var inside =
                    from r in Enumerable.Range(row, 2)
                    from c in Enumerable.Range((column * stride) - pad, width) where c is >= 0 and < 700
                    select x(channel, r, c);
                AssertSame(Ranked(inside)[0], actual, $"{simd} {channel} {row} {column}");
            });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(150)]
    [InlineData(200)]
    public void A_large_window_ranks_them_wherever_they_stand(int k)
    {
        // Padding at each side, so that windows of many sizes meet a NaN at each place.
        var x = (int channel, int row, int column) => (row * 31 + column * 17 + channel * 7) % 23 < 2 ? Alphabet[(row + column + channel) % 4] : ((row * 13) + (column * 7) + channel) % 19 - 9f;
        var window = new PoolWindow(16, 16, 1, 1, 1, 1, 1, 1);
        foreach (var simd in Arena.Levels)
        {
            Run(simd, new Map(0, 18, 18, 19, 0), new Map(0, 18, 5, 6, 1), x, (in Run run, Map from, Map to) => Pools.Max(run, from, to, window, k), (channel, row, column, actual) =>
            {
                var inside =
                    from r in Enumerable.Range(row - 1, 16) where r is >= 0 and < 18
                    from c in Enumerable.Range(column - 1, 16) where c is >= 0 and < 19
                    select x(channel, r, c);
                AssertSame(Ranked(inside)[k - 1], actual, $"{simd} {channel} {row} {column}");
            });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_sort_puts_nan_first_and_keeps_every_value(int size)
    {
        var x = (int channel, int row, int column) => Arrangements[column][channel % 4];
        foreach (var simd in Arena.Levels)
        {
            Sort(inPlace: false);
            Sort(inPlace: true);

            void Sort(bool inPlace)
            {
                Map map = new(0, 20, 1, Arrangements.Length, 1);
                List<float> group = [];
                Run(simd, map, inPlace ? null : map, x, (in Run run, Map from, Map to) => Maps.SortGroups(run, from, to, size), (channel, row, column, actual) =>
                {
                    var first = channel / size * size;
                    var values = Enumerable.Range(first, size).Select(c => x(c, row, column)).ToArray();
                    AssertSame(Ranked(values)[channel - first], actual, $"{simd} {size} {channel} {column}");
                    group.Add(actual);
                    if (group.Count == size)
                    {
                        Assert.Equal(values.Count(IsNegativeZero), group.Count(IsNegativeZero));
                        group.Clear();
                    }
                });
            }
        }
    }

    [Theory]
    [InlineData(20, 3)]
    [InlineData(20, 20)]
    [InlineData(700, 600)]
    public void The_largest_channels_begin_with_nan(int channels, int kept)
    {
        var x = (int channel, int row, int column) => (channel + column) % 9 < column ? Alphabet[(channel + (5 * column)) % Alphabet.Length] : channel % 7;
        foreach (var simd in Arena.Levels)
        {
            Run(simd, new Map(0, channels, 1, 9, 0), new Map(0, kept, 1, 9, 0), x, Maps.TopK, (channel, row, column, actual) =>
                AssertSame(Ranked(Enumerable.Range(0, channels).Select(c => x(c, row, column)))[channel], actual, $"{simd} {channel} {column}"));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(600)]
    public void A_long_group_is_sorted_in_place(int size)
    {
        var x = (int channel, int row, int column) => channel % 3 == column ? Alphabet[channel % 5] : channel * 37 % 101;
        foreach (var simd in Arena.Levels)
        {
            Run(simd, new Map(0, 2 * size, 1, 3, 0), null, x, (in Run run, Map from, Map to) => Maps.SortGroups(run, from, to, size), (channel, row, column, actual) =>
                AssertSame(Ranked(Enumerable.Range(channel / size * size, size).Select(c => x(c, row, column)))[channel % size], actual, $"{simd} {channel} {column}"));
        }
    }

    [Fact]
    public void The_kth_largest_of_a_few_counts_nan_as_the_largest()
    {
        foreach (var values in Arrangements)
        foreach (var k in Enumerable.Range(1, 4))
            AssertSame(Ranked(values)[k - 1], Select.KthLargest([.. values], k), string.Join(' ', values));
    }

    [Fact]
    public void A_relu_is_zero_below_zero_and_else_the_value()
    {
        var x = (int channel, int row, int column) => Alphabet[(channel + column) % Alphabet.Length];
        var identity = PackedAffine.Pack(Epilogue.Of(17).Scale([.. Enumerable.Repeat(1f, 17)]));
        foreach (var simd in Arena.Levels)
        {
            Check(Maps.Relu);
            Check((in Run run, Map from, Map to) => Maps.Affine(run, identity, from, to, relu: true));
            Check((in Run run, Map from, Map to) => Maps.Add(run, from, from, to, relu: true));

            void Check(Kernel kernel) => Run(simd, new Map(0, 17, 3, 11, 1), new Map(0, 17, 3, 11, 0), x, kernel, (channel, row, column, actual) =>
            {
                var value = x(channel, row, column);
                AssertSame(value < 0 ? 0 : value * (actual == 3 ? 2 : 1), actual, $"{simd} {channel} {column}");
            });
        }
    }

    private delegate void Kernel(in Run run, Map from, Map to);

    /// <summary>Runs a kernel on one sample; in place without a map to write to.</summary>
    private static void Run(SimdLevel simd, Map from, Map? to, Func<int, int, int, float> x, Kernel kernel, Action<int, int, int, float> check)
    {
        using var arena = new Arena(simd, 1, Arena.SizeOf(from, to ?? from) + 1024);
        var source = arena.Place(from.Channels, from.Height, from.Width, from.Border);
        var target = to is { } map ? arena.Place(map.Channels, map.Height, map.Width, map.Border) : source;
        arena.Write(source, 0, Tensor.Map(from.Channels, from.Height, from.Width, (c, r, s) => x(c, r, s)));
        arena.Open(target);
        kernel(arena.Begin(), source, target);
        arena.CheckGuards();
        var actual = arena.Read(target, 0);
        for (var row = 0; row < target.Height; row++)
        for (var column = 0; column < target.Width; column++)
        for (var channel = 0; channel < target.Channels; channel++)
            check(channel, row, column, (float)actual[channel, row, column]);
    }

    /// <summary>The order by definition.</summary>
    private static float[] Ranked(IEnumerable<float> values) => [.. values.OrderByDescending(float.IsNaN).ThenByDescending(value => value)];

    private static bool IsNegativeZero(float value) => value == 0 && float.IsNegative(value);

    private static void AssertSame(float expected, float actual, string what) =>
        Assert.True(float.IsNaN(expected) ? float.IsNaN(actual) : expected == actual, FormattableString.Invariant($"{actual} is not {expected}: {what}"));
}
