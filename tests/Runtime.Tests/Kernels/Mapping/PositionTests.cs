using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

/// <summary>The factor over the channels of each position, and the kernel that exchanges channels and columns, against plain loops in double.</summary>
public sealed class PositionTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Channels_and_columns_change_places(int seed)
    {
        var random = new Random(seed);
        var (channels, width) = (random.Next(1, 50), random.Next(1, 50));
        var values = Tensor.Random(random, channels, 1, width);
        Run(random, values, (width, 1, channels), (in Run run, Map from, Map to, Map _) => Maps.Turn(run, from, to), turned =>
        {
            for (var c = 0; c < channels; c++)
            for (var x = 0; x < width; x++)
                Assert.Equal(values[c, 0, x], turned[x, 0, c]);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_position_is_multiplied_by_a_factor(int seed)
    {
        var random = new Random(seed);
        var (height, width, relu, adds) = (random.Next(1, 3), random.Next(1, 80), seed % 3 == 0, seed % 2 == 0);
        var factor = default(Factor);
        var (inputs, outputs) = (factor.A * factor.C * factor.D, factor.A * factor.B * factor.D);
        float[] weights = [.. Enumerable.Range(0, factor.A * factor.B * factor.C * factor.D).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] shift = [.. Enumerable.Range(0, outputs).Select(_ => (float)random.NextDouble() - 0.5f)];
        var packed = KroneckerLinear.Pack<Factor>(weights, Epilogue.Of(outputs).Bias(shift));
        var (values, more) = (Tensor.Random(random, inputs, height, width), Tensor.Random(random, outputs, height, width));
        void Kernel(in Run run, Map from, Map to, Map other) => KroneckerLinear.RunPositions<Factor>(run, packed, from, to, adds ? other : null, relu);
        Run(random, values, (outputs, height, width), Kernel, Check, more);

        void Check(Tensor found)
        {
            for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            for (var o = 0; o < outputs; o++)
            {
                var (row, j) = (o / factor.D, o % factor.D);
                var right = shift[o] + (adds ? more[o, y, x] : 0) + Enumerable.Range(0, factor.C).Sum(l =>
                    weights[(((row * factor.C) + l) * factor.D) + j] * values[(((row / factor.B * factor.C) + l) * factor.D) + j, y, x]);
                Assert.Equal(relu ? Math.Max(right, 0) : right, found[o, y, x], 2e-5);
            }
        }
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(33, true)]
    [InlineData(197, false)]
    [InlineData(197, true)]
    public void A_chain_of_factors_is_one_after_the_other_bit_for_bit(int width, bool adds)
    {
        var random = new Random(width);
        var (first, second, third) = (Packed<Factor>(random), Packed<Narrow>(random), Packed<Last>(random));
        var (values, more) = (Tensor.Random(random, 30, 2, width), Tensor.Random(random, 900, 2, width));
        foreach (var simd in Arena.Levels)
        {
            Map from = new(0, 30, 2, width, 1), a = new(0, 102, 2, width, 0), b = new(0, 600, 2, width, 2), to = new(0, 900, 2, width, 1);
            using var arena = new Arena(simd, 2, 2 * Arena.SizeOf(from, a, b, to, to));
            var (x, y, z) = (arena.Place(30, 2, width, 1), arena.Place(102, 2, width, 0), arena.Place(600, 2, width, 2));
            var (apart, chained) = (arena.Place(900, 2, width, 1), arena.Place(900, 2, width, 1));
            Map? residual = adds ? chained : null;
            for (var image = 0; image < 2; image++)
            {
                arena.Write(x, image, values);
                arena.Write(apart, image, more);
                arena.Write(chained, image, more);
            }

            arena.Open(y);
            arena.Open(z);
            arena.Open(apart);
            arena.Open(chained);
            KroneckerLinear.RunPositions<Factor>(arena.Begin(1), first, x, y, relu: true);
            KroneckerLinear.RunPositions<Narrow>(arena.Begin(1), second, y, z, then: PlaceFunction.Gelu);
            KroneckerLinear.RunPositions<Last>(arena.Begin(1), third, z, apart, adds ? apart : null, then: PlaceFunction.Sigmoid);
            PositionChain.Run(
                arena.Begin(3), x, chained, PositionStage.Of<Factor>(first, relu: true), PositionStage.Of<Narrow>(second, then: PlaceFunction.Gelu),
                PositionStage.Of<Last>(third, then: PlaceFunction.Sigmoid), residual: residual);
            arena.CheckGuards();
            Assert.Equal(arena.Read(apart, 0).Flat(), arena.Read(chained, 0).Flat());
            Assert.Equal(arena.Read(apart, 1).Flat(), arena.Read(chained, 1).Flat());
        }
    }

    [Fact]
    public void Factors_that_do_not_fit_are_refused()
    {
        var random = new Random(1);
        var (first, third) = (Packed<Factor>(random), Packed<Last>(random));
        using var arena = new Arena(Arena.Levels.First(), 1, 1 << 16);
        var (x, y) = (arena.Place(30, 1, 4, 0), arena.Place(900, 1, 4, 0));
        var e = Assert.Throws<ArgumentException>(() => PositionChain.Run(arena.Begin(1), x, y, PositionStage.Of<Factor>(first), PositionStage.Of<Last>(third)));
        Assert.Equal("A factor has 600 inputs, and the one before it 102 results.", e.Message);
    }

    private static PackedKronecker Packed<TShape>(Random random)
        where TShape : struct, IKroneckerShape
    {
        var s = default(TShape);
        float[] weights = [.. Enumerable.Range(0, s.A * s.B * s.C * s.D).Select(_ => ((float)random.NextDouble() - 0.5f) / s.C)];
        float[] shift = [.. Enumerable.Range(0, s.A * s.B * s.D).Select(_ => (float)random.NextDouble() - 0.5f)];
        return KroneckerLinear.Pack<TShape>(weights, Epilogue.Of(shift.Length).Bias(shift));
    }

    /// <summary>Runs a kernel on two equal samples at every vector width, with the same bits for any number of threads, and looks at its results.</summary>
    private static void Run(
        Random random, Tensor values, (int Channels, int Height, int Width) result, MapKernel kernel, Action<Tensor> check, Tensor? other = null)
    {
        var (borderFrom, borderTo) = (random.Next(3), random.Next(3));
        foreach (var simd in Arena.Levels)
        {
            var first = default(double[]);
            foreach (var threads in new[] { 1, 3 })
            {
                Map form = new(0, values.Channels, values.Height, values.Width, 2), formOfResult = new(0, result.Channels, result.Height, result.Width, 2);
                using var arena = new Arena(simd, 2, 2 * Arena.SizeOf(form, formOfResult, formOfResult));
                var from = arena.Place(values.Channels, values.Height, values.Width, borderFrom);
                var to = arena.Place(result.Channels, result.Height, result.Width, borderTo);
                var third = arena.Place(result.Channels, result.Height, result.Width, 1);
                arena.Open(to);
                for (var image = 0; image < 2; image++)
                {
                    arena.Write(from, image, values);
                    if (other is not null)
                        arena.Write(third, image, other);
                }

                kernel(arena.Begin(threads), from, to, third);
                arena.CheckGuards();
                var found = arena.Read(to, 1);
                Assert.Equal(arena.Read(to, 0).Flat(), found.Flat());
                Assert.Equal(first ??= found.Flat(), found.Flat());
                check(found);
            }
        }
    }

    private delegate void MapKernel(in Run run, Map from, Map to, Map other);

    private readonly struct Factor : IKroneckerShape
    {
        public int A => 2;
        public int B => 17;
        public int C => 5;
        public int D => 3;
        public int TileRows => 9;
    }

    private readonly struct Narrow : IKroneckerShape
    {
        public int A => 1;
        public int B => 100;
        public int C => 17;
        public int D => 6;
        public int TileRows => 13;
    }

    private readonly struct Last : IKroneckerShape
    {
        public int A => 10;
        public int B => 45;
        public int C => 30;
        public int D => 2;
        public int TileRows => 14;
    }
}
