using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Costs;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Costs;

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
        var shift = Enumerable.Range(0, channels).Select(c => Sum(c, (y, z) => g[c, y, z])).ToArray();
        var scale = Enumerable.Range(0, channels).Select(c => Sum(c, (y, z) => x[c, y, z] * g[c, y, z])).ToArray();
        foreach (var simd in Arena.Levels)
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var arena = new Arena(simd, 1, Arena.SizeOf(new Map(0, channels, height, width, 1), new Map(0, channels, height, width, 2)));
                var (input, gradient) = (arena.Place(channels, height, width, 1), arena.Place(channels, height, width, 2));
                arena.Write(input, 0, x);
                arena.Write(gradient, 0, g);
                var costs = new float[channels];
                ChannelCosts.Shift(arena.Begin(threads), gradient, costs);
                CostAssert.Close(shift, costs, $"shift {simd} {threads}");
                ChannelCosts.Scale(arena.Begin(threads), input, gradient, costs);
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
}
