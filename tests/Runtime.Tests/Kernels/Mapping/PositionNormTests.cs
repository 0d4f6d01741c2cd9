using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>Norms over the channels of each position, against plain loops in double.</summary>
public sealed class PositionNormTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_position_is_normalised_by_itself(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width) = (random.Next(1, 70), random.Next(1, 4), random.Next(1, 20));
        var (centred, relu, mean) = (seed % 2 == 0, seed % 4 == 0, seed % 5 == 0 ? 100 : 0);
        var samples = Enumerable.Range(0, 2).Select(_ => Tensor.Map(channels, height, width, (_, _, _) => (float)(mean + (4 * random.NextDouble())))).ToArray();
        float[] weight = [.. Enumerable.Range(0, channels).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] bias = [.. Enumerable.Range(0, channels).Select(_ => (float)random.NextDouble() - 0.5f)];
        var affine = PackedAffine.Pack(Epilogue.Of(channels).Scale(weight, bias));
        foreach (var simd in Arena.Levels)
        foreach (var inPlace in new[] { false, true })
        {
            Tensor? first = null;
            foreach (var threads in new[] { 1, 3 })
            {
                using var arena = new Arena(simd, 2, 4 * Arena.SizeOf(new Map(0, channels, height, width, 2)));
                var from = arena.Place(channels, height, width, 1);
                var to = inPlace ? from : arena.Place(channels, height, width, 2);
                arena.Open(to);
                for (var image = 0; image < 2; image++)
                {
                    arena.Write(from, image, samples[image]);
                }

                Maps.NormalisePositions(arena.Begin(threads), affine, from, to, 1e-3f, centred, relu);
                for (var image = 0; image < 2; image++)
                {
                    var found = arena.Read(to, image);
                    Check(samples[image], found, c => (weight[c], bias[c]), centred, relu, mean, $"{simd}");
                    if (image == 0)
                        (first ??= found).AssertSame(found, $"{simd} on {threads} threads");
                }

                arena.CheckGuards();
            }
        }
    }

    private static void Check(Tensor x, Tensor found, Func<int, (float Weight, float Bias)> affine, bool centred, bool relu, double size, string what)
    {
        for (var row = 0; row < x.Height; row++)
        for (var column = 0; column < x.Width; column++)
        {
            double[] all = [.. Enumerable.Range(0, x.Channels).Select(c => x[c, row, column])];
            var mean = centred ? all.Average() : 0;
            var deviation = Math.Sqrt(all.Average(value => (value - mean) * (value - mean)) + 1e-3);
            for (var c = 0; c < x.Channels; c++)
            {
                var right = ((all[c] - mean) / deviation * affine(c).Weight) + affine(c).Bias;
                right = relu ? Math.Max(0, right) : right;

                // A mean is rounded once, as a number of its size, and divided by the deviation.
                var most = 4e-6 + (size / deviation * 2e-7);
                Assert.True(Math.Abs(found[c, row, column] - right) <= most, $"{what} ({c}, {row}, {column}): {found[c, row, column]} is {right}");
            }
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var arena = new Arena(NetSpec.Runtime.Cpu.SimdLevel.Scalar, 1, 4096);
        var map = arena.Place(6, 2, 2, 0);
        Assert.Throws<ArgumentException>(() => Maps.NormalisePositions(arena.Begin(), PackedAffine.Pack(Epilogue.Of(5)), map, map, 0, true, relu: false));
        Assert.Throws<ArgumentException>(() => Maps.NormalisePositions(arena.Begin(), PackedAffine.Pack(Epilogue.Of(24), 4), map, map, 0, true, relu: false));
    }
}
