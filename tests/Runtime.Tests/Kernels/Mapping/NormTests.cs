using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>Norms with statistics of the sample itself, against plain loops in double.</summary>
public sealed class NormTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_group_is_normalised_by_itself(int seed)
    {
        var random = new Random(seed);
        var (groups, size) = (random.Next(1, 6), random.Next(1, 14));
        var (channels, height, width) = (groups * size, random.Next(1, 6), random.Next(2, 7));
        var isPlaced = seed % 3 == 0;
        var (relu, mean) = (seed % 4 == 0, seed % 5 == 0 ? 1000 : 0);
        var samples = Enumerable.Range(0, 2).Select(_ => Tensor.Map(channels, height, width, (_, _, _) => (float)(mean + (4 * random.NextDouble())))).ToArray();
        var numbers = isPlaced ? channels * height * width : channels;
        float[] weight = [.. Enumerable.Range(0, numbers).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] bias = [.. Enumerable.Range(0, numbers).Select(_ => (float)random.NextDouble() - 0.5f)];
        var epilogue = Epilogue.Of(numbers).Scale(weight, bias);
        var affine = isPlaced ? PackedAffine.Pack(epilogue, height * width) : PackedAffine.Pack(epilogue);
        var first = default(float[]);
        foreach (var simd in Arena.Levels)
        foreach (var threads in new[] { 1, 3 })
        foreach (var inPlace in new[] { false, true })
        {
            using var arena = new Arena(simd, 2, (4 * Arena.SizeOf(new Map(0, channels, height, width, 2))) + Arena.SizeOf(new Map(0, 4 * (channels + 16), 1, 1, 0)));
            var from = arena.Place(channels, height, width, 1);
            var to = inPlace ? from : arena.Place(channels, height, width, 2);
            var scratch = arena.Place(4 * (channels + 15) / 16 * 16, 1, 1, 0);
            arena.Open(to);
            arena.Open(scratch);
            for (var image = 0; image < 2; image++)
            {
                arena.Write(from, image, samples[image]);
            }

            Maps.Normalise(arena.Begin(threads), affine, from, to, groups, 1e-3f, scratch.Offset, relu);
            arena.CheckGuards();
            for (var image = 0; image < 2; image++)
            {
                Check(samples[image], arena.Read(to, image));
            }

            // The number of threads makes no difference to any bit.
            float[] found = [.. arena.Read(to, 1).Flat().Select(value => (float)value)];
            if (threads == 1 && !inPlace)
                first = found;
            Assert.Equal(first, found);
        }

        void Check(Tensor x, Tensor y)
        {
            for (var part = 0; part < groups; part++)
            {
                var all = (from c in Enumerable.Range(part * size, size)
                           from r in Enumerable.Range(0, height)
                           from s in Enumerable.Range(0, width)
                           select (double)x[c, r, s]).ToArray();
                var middle = all.Average();
                var deviation = Math.Sqrt(all.Average(value => (value - middle) * (value - middle)) + 1e-3);
                for (var c = part * size; c < (part + 1) * size; c++)
                for (var r = 0; r < height; r++)
                for (var s = 0; s < width; s++)
                {
                    var at = isPlaced ? (((c * height) + r) * width) + s : c;
                    var right = ((x[c, r, s] - middle) / deviation * weight[at]) + bias[at];
                    Assert.Equal(relu ? Math.Max(right, 0) : right, y[c, r, s], mean == 0 ? 2e-6 : 5e-4);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_channel_is_divided_by_its_neighbours(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, size) = (random.Next(1, 50), random.Next(1, 4), random.Next(1, 5), seed % 6 == 0 ? 40 : random.Next(1, 8));
        var beta = seed % 2 == 0 ? 0.75f : 0.6f;
        var values = Tensor.Random(random, channels, height, width);
        foreach (var simd in Arena.Levels)
        foreach (var threads in new[] { 1, 2 })
        {
            using var arena = new Arena(simd, 1, 3 * Arena.SizeOf(new Map(0, channels, height, width, 2)));
            var (from, to) = (arena.Place(channels, height, width, 1), arena.Place(channels, height, width, 2));
            arena.Open(to);
            arena.Write(from, 0, values);
            Maps.LocalNorm(arena.Begin(threads), from, to, size, 0.5f, beta, 1.5f);
            arena.CheckGuards();
            var found = arena.Read(to, 0);
            for (var c = 0; c < channels; c++)
            for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var squares = Enumerable.Range(c - (size / 2), size).Where(near => near >= 0 && near < channels).Sum(near => values[near, y, x] * values[near, y, x]);
                Assert.Equal(values[c, y, x] / Math.Pow(1.5 + (0.5 / size * squares), beta), found[c, y, x], 1e-5 * Math.Max(1, Math.Abs(values[c, y, x])));
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => Maps.LocalNorm(arena.Begin(), from, to, 256, 1, 1, 1));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var arena = new Arena(SimdLevel.Scalar, 1, 4096);
        var (map, scratch) = (arena.Place(6, 2, 2, 0), arena.Place(64, 1, 1, 0).Offset);
        Assert.Throws<ArgumentException>(() => Maps.Normalise(arena.Begin(), PackedAffine.Pack(Epilogue.Of(6)), map, map, 4, 0, scratch, relu: false));
        Assert.Throws<ArgumentException>(() => Maps.Normalise(arena.Begin(), PackedAffine.Pack(Epilogue.Of(5)), map, map, 1, 0, scratch, relu: false));
        Assert.Throws<ArgumentException>(() => Maps.Normalise(arena.Begin(), PackedAffine.Pack(Epilogue.Of(12), 2), map, map, 1, 0, scratch, relu: false));
        Assert.Throws<ArgumentException>(() => PackedAffine.Pack(Epilogue.Of(7), 2));
    }
}
