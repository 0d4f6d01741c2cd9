using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>Products of maps, and of maps with gates, against plain loops.</summary>
public sealed class ProductTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_place_is_multiplied(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width) = (random.Next(1, 50), random.Next(1, 6), random.Next(1, 7));
        var (left, right) = (Tensor.Random(random, channels, height, width), Tensor.Random(random, channels, height, width));
        var isGate = seed % 2 == 0;
        var (relu, isAbsolute) = (random.Next(2) == 0, random.Next(3) == 0);
        var gate = Tensor.Random(random, channels, 1, 1);
        var expected = Tensor.Map(channels, height, width, (c, y, x) =>
        {
            var product = (float)left[c, y, x] * (float)(isGate ? gate[c, 0, 0] : right[c, y, x]);
            return isAbsolute ? Math.Abs(relu ? Math.Max(product, 0) : product) : relu ? Math.Max(product, 0) : product;
        });
        foreach (var simd in Arena.Levels)
        foreach (var threads in new[] { 1, 3 })
        foreach (var inPlace in new[] { false, true })
        {
            using var arena = new Arena(simd, 2, 6 * Arena.SizeOf(new Map(0, channels, height, width, 2)));
            var (a, b) = (arena.Place(channels, height, width, 1), isGate ? arena.Place(channels, 1, 1, seed % 3) : arena.Place(channels, height, width, 0));
            var to = inPlace ? a : arena.Place(channels, height, width, 2);
            arena.Open(to);
            foreach (var image in new[] { 0, 1 })
            {
                arena.Write(a, image, left);
                arena.Write(b, image, isGate ? gate : right);
            }

            var run = arena.Begin(threads);
            var then = isAbsolute ? PlaceFunction.Abs : default;
            if (isGate)
                Maps.Gate(run, a, b, to, relu, then);
            else
                Maps.Multiply(run, a, b, to, relu, then);

            arena.CheckGuards();
            expected.AssertSame(arena.Read(to, 0), $"{simd} {threads}");
            expected.AssertSame(arena.Read(to, 1), $"{simd} {threads}");
        }
    }

    [Fact]
    public void A_gate_of_other_channels_is_refused()
    {
        using var arena = new Arena(SimdLevel.Scalar, 1, 4096);
        var (map, gate) = (arena.Place(5, 3, 3, 0), arena.Place(4, 1, 1, 0));
        Assert.Throws<ArgumentException>(() => Maps.Gate(arena.Begin(), map, gate, map, relu: false));
        Assert.Throws<ArgumentException>(() => Maps.Multiply(arena.Begin(), map, gate, map, relu: false));
    }
}
