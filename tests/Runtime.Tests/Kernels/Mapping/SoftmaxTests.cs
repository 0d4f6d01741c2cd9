using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>Softmax over channels, against plain loops in double.</summary>
public sealed class SoftmaxTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_position_is_divided_by_its_sum(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = (random.Next(1, 50), random.Next(1, 5), random.Next(1, 6), random.Next(3));
        var scale = seed % 3 == 0 ? 100 : 3;
        var values = Tensor.Map(channels, height, width, (_, _, _) => (float)(((2 * random.NextDouble()) - 1) * scale));
        foreach (var simd in Arena.Levels)
        foreach (var inPlace in new[] { false, true })
        foreach (var isLogarithm in new[] { false, true })
        {
            using var arena = new Arena(simd, 2, 4 * Arena.SizeOf(new Map(0, channels, height, width, 2)));
            var from = arena.Place(channels, height, width, border);
            var to = inPlace ? from : arena.Place(channels, height, width, 2);
            arena.Open(to);
            arena.Write(from, 0, values);
            arena.Write(from, 1, values);
            var run = arena.Begin(threads: 2);
            if (isLogarithm)
                Maps.LogSoftmax(run, from, to);
            else
                Maps.Softmax(run, from, to);

            foreach (var image in new[] { 0, 1 })
            {
                var found = arena.Read(to, image);
                for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                {
                    var largest = Enumerable.Range(0, channels).Max(c => (double)values[c, y, x]);
                    var sum = Enumerable.Range(0, channels).Sum(c => Math.Exp(values[c, y, x] - largest));
                    for (var c = 0; c < channels; c++)
                    {
                        var difference = values[c, y, x] - largest;
                        var (right, most) = isLogarithm
                            ? (difference - Math.Log(sum), scale * Math.Pow(2, -21))
                            : (Math.Exp(difference) / sum, (Math.Exp(difference) / sum * (Math.Pow(2, -19) - (difference * Math.Pow(2, -23)))) + Math.Pow(2, -120));
                        Assert.True(Math.Abs(found[c, y, x] - right) <= most, $"{simd} ({c}, {y}, {x}): {found[c, y, x]} is {right}");
                    }
                }
            }

            arena.CheckGuards();
        }
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(16, 0)]
    [InlineData(33, 32)]
    public void A_NaN_makes_all_of_its_position_NaN(int channels, int place)
    {
        var values = Tensor.Map(channels, 1, 2, (c, _, x) => c == place && x == 1 ? double.NaN : c);
        foreach (var simd in Arena.Levels)
        {
            using var arena = new Arena(simd, 1, 4 * Arena.SizeOf(new Map(0, channels, 1, 2, 0)));
            var (from, to) = (arena.Place(channels, 1, 2, 0), arena.Place(channels, 1, 2, 0));
            arena.Open(to);
            arena.Write(from, 0, values);
            Maps.Softmax(arena.Begin(), from, to);
            var found = arena.Read(to, 0);
            Assert.All(Enumerable.Range(0, channels), c => Assert.True(double.IsNaN(found[c, 0, 1]) && !double.IsNaN(found[c, 0, 0])));
        }
    }
}
