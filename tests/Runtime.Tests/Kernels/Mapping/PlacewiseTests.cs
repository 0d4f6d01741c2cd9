using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>Functions of single numbers, against the same in double.</summary>
public sealed class PlacewiseTests
{
    private const float Slope = 0.2f;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_place_has_its_function_and_lanes_past_the_channels_stay_zero(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = (random.Next(1, 40), random.Next(1, 6), random.Next(1, 7), random.Next(3));
        var values = Tensor.Random(random, channels, height, width);
        var inPlace = random.Next(2) == 0;
        foreach (var simd in Arena.Levels)
        {
            using var arena = new Arena(simd, 1, 4 * Arena.SizeOf(new Map(0, channels, height, width, 2)));
            var from = arena.Place(channels, height, width, border);
            arena.Write(from, 0, values);
            var to = inPlace ? from : arena.Place(channels, height, width, 2);
            arena.Open(to);
            Maps.Sigmoid(arena.Begin(threads: 2), from, to);
            Expected(values, x => 1 / (1 + Math.Exp(-x))).AssertClose(arena.Read(to, 0), $"sigmoid {simd}");

            arena.Write(from, 0, values);
            Maps.LeakyRelu(arena.Begin(threads: 2), from, to, Slope);
            Expected(values, x => x > 0 ? x : Slope * x).AssertClose(arena.Read(to, 0), $"leaky relu {simd}");
            arena.CheckGuards();
        }
    }

    [Fact]
    public void A_sigmoid_is_as_near_as_it_says()
    {
        // Every exponent with some mantissas, both signs.
        float[] points =
        [
            .. Enumerable.Range(0, 1 << 16).Select(i => BitConverter.Int32BitsToSingle(i << 16)).Where(float.IsFinite),
            .. Enumerable.Range(-4000, 8001).Select(i => i * 0.0283f),
            float.PositiveInfinity, float.NegativeInfinity,
        ];
        foreach (var simd in Arena.Levels)
        {
            var results = Compute(simd, points, Maps.Sigmoid);
            for (var i = 0; i < points.Length; i++)
            {
                var right = 1 / (1 + Math.Exp(-(double)points[i]));
                var error = Math.Abs(results[i] - right);
                Assert.True(error <= (right * Math.Pow(2, -21)) + Math.Pow(2, -126), $"{simd}: {results[i]} at {points[i]} is {right}");
            }
        }
    }

    [Fact]
    public void NaN_stays_NaN()
    {
        foreach (var simd in Arena.Levels)
        {
            Assert.All(Compute(simd, [float.NaN], Maps.Sigmoid), value => Assert.True(float.IsNaN(value)));
            Assert.All(Compute(simd, [float.NaN], (in Run run, Map from, Map to) => Maps.LeakyRelu(run, from, to, Slope)), value => Assert.True(float.IsNaN(value)));
        }
    }

    [Fact]
    public void A_leaky_relu_is_exact()
    {
        float[] points = [0, -0f, 1, -1, 1e-30f, -1e-30f, float.MaxValue, -float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, 0.3f, -0.7f];
        foreach (var simd in Arena.Levels)
        {
            foreach (var slope in new[] { 0.01f, 0.5f, 1 })
            {
                Assert.Equal(points.Select(x => x > 0 ? x : slope * x), Compute(simd, points, (in Run run, Map from, Map to) => Maps.LeakyRelu(run, from, to, slope)));
            }
        }
    }

    private delegate void Kernel(in Run run, Map from, Map to);

    private static float[] Compute(SimdLevel simd, float[] points, Kernel kernel)
    {
        using var arena = new Arena(simd, 1, 2 * (points.Length + 192));
        var (from, to) = (arena.Place(points.Length, 1, 1, 0), arena.Place(points.Length, 1, 1, 0));
        var run = arena.Begin();
        points.CopyTo(run.Vector(0, from.Offset, points.Length));
        kernel(run, from, to);
        return run.Vector(0, to.Offset, points.Length).ToArray();
    }

    private static Tensor Expected(Tensor values, Func<double, double> function) =>
        Tensor.Map(values.Channels, values.Height, values.Width, (c, y, x) => function(values[c, y, x]));
}
