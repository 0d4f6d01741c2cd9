using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>ReLUs with a slope a channel, against plain arithmetic.</summary>
public sealed class PReluTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_channel_has_its_slope_and_lanes_past_the_channels_stay_zero(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = (random.Next(1, 40), random.Next(1, 6), random.Next(1, 7), random.Next(3));
        var (values, inPlace) = (Tensor.Random(random, channels, height, width), random.Next(2) == 0);
        float[] slopes = [.. Enumerable.Range(0, channels).Select(_ => (float)((3 * random.NextDouble()) - 1.5))];
        var packed = PackedAffine.Pack(Epilogue.Of(channels).Scale(slopes));
        foreach (var simd in Arena.Levels)
        {
            using var arena = new Arena(simd, 1, 4 * Arena.SizeOf(new Map(0, channels, height, width, 2)));
            var from = arena.Place(channels, height, width, border);
            var to = inPlace ? from : arena.Place(channels, height, width, 2);
            arena.Open(to);
            arena.Write(from, 0, values);
            Maps.PRelu(arena.Begin(threads: 2), packed, from, to);
            Tensor.Map(channels, height, width, (c, y, x) => values[c, y, x] > 0 ? values[c, y, x] : slopes[c] * values[c, y, x])
                .AssertClose(arena.Read(to, 0), $"{simd}");
            arena.CheckGuards();
        }
    }

    [Fact]
    public void One_slope_may_be_that_of_all_channels()
    {
        var epilogue = Epilogue.Of(5).Scale([1, 2, 3, 4, 5], [1, 1, 1, 1, 1]).Scale(0.5f);

        Assert.Equal([0.5, 1, 1.5, 2, 2.5], epilogue.ScaleFactors.ToArray());
        Assert.Equal([0.5, 0.5, 0.5, 0.5, 0.5], epilogue.Shifts.ToArray());
    }

    [Fact]
    public void Slopes_fit_the_channels()
    {
        using var arena = new Arena(Arena.Levels.First(), 1, 512);
        var (map, packed) = (arena.Place(7, 2, 2, 0), PackedAffine.Pack(Epilogue.Of(6)));

        Assert.Throws<ArgumentException>("slopes", () => Maps.PRelu(arena.Begin(), packed, map, map));
    }
}
