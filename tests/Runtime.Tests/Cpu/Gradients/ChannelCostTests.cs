using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using Xunit;

namespace NetSpec.Runtime.Tests.Cpu;

public sealed class ChannelCostTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(16, 7, 7)]
    [InlineData(35, 5, 8)]
    [InlineData(130, 40, 33)]
    public void Costs_of_biases_and_scales_are_sums_over_pixels(int channels, int height, int width)
    {
        var random = new Random(channels);
        var (x, g) = (Tensor.Random(random, channels, height, width), Tensor.Random(random, channels, height, width));
        var factors = Enumerable.Range(0, channels).Select(_ => random.Next(-8, 9) / 8f).ToArray();
        var shift = Enumerable.Range(0, channels).Select(c => Sum(c, (y, z) => factors[c] * g[c, y, z])).ToArray();
        var scale = Enumerable.Range(0, channels).Select(c => Sum(c, (y, z) => factors[c] * x[c, y, z] * g[c, y, z])).ToArray();
        var affine = PackedAffine.Pack(Epilogue.Of(channels).Scale(factors).Bias(factors));
        foreach (var simd in Arena.Levels)
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var arena = new Arena(simd, 1, Arena.SizeOf(new Map(0, channels, height, width, 1), new Map(0, channels, height, width, 2)));
                var (input, gradient) = (arena.Place(channels, height, width, 1), arena.Place(channels, height, width, 2));
                arena.Write(input, 0, x);
                arena.Write(gradient, 0, g);
                var costs = new float[channels];
                ChannelCosts.Shift(arena.Begin(threads), affine, gradient, costs);
                CostAssert.Close(shift, costs, $"shift {simd} {threads}");
                ChannelCosts.Scale(arena.Begin(threads), affine, input, gradient, costs);
                CostAssert.Close(scale, costs, $"scale {simd} {threads}");
            }
        }

        (double Value, double Magnitude) Sum(int channel, Func<int, int, double> term)
        {
            var (value, magnitude) = (0.0, 0.0);
            for (var y = 0; y < height; y++)
            {
                for (var z = 0; z < width; z++)
                {
                    value += term(y, z);
                    magnitude += Math.Abs(term(y, z));
                }
            }

            return (value, magnitude);
        }
    }

    [Theory]
    [InlineData(1, 1, 5, 27)]
    [InlineData(1, 1, 64, 4608)]
    [InlineData(3, 4, 2, 9)]
    [InlineData(6, 64, 3, 1)]
    public void Totals_are_sums_over_what_stands_before_and_behind_a_channel(int groups, int outer, int channels, int inner)
    {
        var random = new Random(inner);
        var entering = Enumerable.Range(0, groups * outer * channels * inner).Select(_ => random.NextSingle()).ToArray();
        var expected = Enumerable.Range(0, groups * channels).Select(index =>
        {
            var sum = (from before in Enumerable.Range(0, outer)
                       from behind in Enumerable.Range(0, inner)
                       select (double)entering[((((((index / channels) * outer) + before) * channels) + (index % channels)) * inner) + behind]).Sum();
            return (sum, sum);
        }).ToArray();
        using var workspace = new Workspace(16);
        foreach (var threads in new[] { 1, 2 })
        {
            var costs = new float[groups * channels];
            ChannelCosts.Total(workspace.Begin(1, threads), entering, groups, outer, channels, costs);
            CostAssert.Close(expected, costs, $"{threads}");
        }
    }

    [Fact]
    public void Costs_of_biases_are_added()
    {
        float[] costs = [1, 2];
        ChannelCosts.Add([3, 4], costs);
        Assert.Equal([4, 6], costs);
        Assert.Throws<ArgumentException>(() => ChannelCosts.Add([1], costs));
    }
}
