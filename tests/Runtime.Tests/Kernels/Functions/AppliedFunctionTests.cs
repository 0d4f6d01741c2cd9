using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Mapping;
using NetSpec.Runtime.Tests.Kernels.Convolution;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Functions;

/// <summary>A function that a kernel applies to its results, against the function by itself behind the kernel: to the last bit.</summary>
public sealed class AppliedFunctionTests
{
    /// <summary>Of two numbers, one and none; those of the second row do not keep the lanes past the last channel zero by themselves.</summary>
    private static readonly PlaceFunction[] Functions =
    [
        PlaceFunction.LeakyRelu(0.2f), PlaceFunction.Silu, PlaceFunction.Mish,
        PlaceFunction.Clamp(0.125f, 0.75f), PlaceFunction.Sigmoid,
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Behind_a_convolution(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 3; i++)
        {
            var c = ConvCase.Random(random, transposed: false) with { Planar = false };
            var (weight, epilogue) = (Numbers(random, c.WeightCount), Affine(random, c.OutChannels));
            CaseShape<First>.Case = c;
            var packed = DirectConv2D.Pack<CaseShape<First>>(weight, epilogue);
            Check(random, c, (in Run run, int input, int output, int residual, PlaceFunction then) =>
                DirectConv2D.Run<CaseShape<First>>(run, packed, input, output, residual, then: then));
            if (c.Groups == c.InChannels && c.OutChannels == c.Groups)
            {
                var depthwise = DepthwiseConv2D.Pack<CaseShape<First>>(weight, epilogue);
                Check(random, c, (in Run run, int input, int output, int residual, PlaceFunction then) =>
                    DepthwiseConv2D.Run<CaseShape<First>>(run, depthwise, input, output, residual, then: then));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Behind_a_transposed_convolution(int seed)
    {
        var random = new Random(seed);
        var c = ConvCase.Random(random, transposed: true) with { Planar = false };
        CaseShape<First>.Case = c;
        var packed = PhasedConvTranspose2D.Pack<CaseShape<First>>(Numbers(random, c.WeightCount), Affine(random, c.OutChannels));
        Check(random, c, (in Run run, int input, int output, int residual, PlaceFunction then) =>
            PhasedConvTranspose2D.Run<CaseShape<First>>(run, packed, input, output, residual, then: then));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Behind_Winograds_convolutions(int seed)
    {
        var random = new Random(seed);
        var c = new ConvCase
        {
            InChannels = random.Next(1, 40),
            OutChannels = random.Next(1, 70),
            InHeight = random.Next(1, 20),
            InWidth = random.Next(1, 20),
            KernelHeight = 3,
            KernelWidth = 3,
            PadTop = 1,
            PadLeft = 1,
            PadBottom = 1,
            PadRight = 1,
            OutBorder = random.Next(2),
            HasResidual = random.Next(2) == 0,
            Images = random.Next(1, 4),
        };
        CaseShape<First>.Case = c;
        var (weight, epilogue) = (Numbers(random, c.WeightCount), Affine(random, c.OutChannels));
        var (two, four) = (WinogradF2.Pack<CaseShape<First>>(weight, epilogue), WinogradF4.Pack<CaseShape<First>>(weight, epilogue));
        Check(random, c, (in Run run, int input, int output, int residual, PlaceFunction then) =>
            WinogradF2.Run<CaseShape<First>>(run, two, input, output, residual, then: then));
        Check(random, c, (in Run run, int input, int output, int residual, PlaceFunction then) =>
            WinogradF4.Run<CaseShape<First>>(run, four, input, output, residual, then: then));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Between_and_behind_two_joined_convolutions(int seed)
    {
        var random = new Random(seed);
        var channels = random.Next(1, 50);
        var first = new ConvCase
        {
            Groups = channels,
            InChannels = channels,
            OutChannels = channels,
            InHeight = random.Next(3, 24),
            InWidth = random.Next(3, 24),
            KernelHeight = 3,
            KernelWidth = 3,
            PadTop = 1,
            PadLeft = 1,
            PadBottom = 1,
            PadRight = 1,
            StrideHeight = random.Next(1, 3),
            StrideWidth = random.Next(1, 3),
            Images = random.Next(1, 3),
        };
        var second = new ConvCase
        {
            InChannels = channels, InHeight = first.OutHeight, InWidth = first.OutWidth, OutChannels = random.Next(1, 50), Images = first.Images,
        };
        (CaseShape<First>.Case, CaseShape<Second>.Case) = (first, second);
        var depthwise = DepthwiseConv2D.Pack<CaseShape<First>>(Numbers(random, first.WeightCount), Affine(random, channels));
        var pointwise = DirectConv2D.Pack<CaseShape<Second>>(Numbers(random, second.WeightCount), Affine(random, second.OutChannels));
        var (from, between) = (new Map(0, channels, first.InHeight, first.InWidth, first.InBorder), new Map(0, channels, first.OutHeight, first.OutWidth, 0));
        var to = new Map(0, second.OutChannels, second.OutHeight, second.OutWidth, 0);
        foreach (var simd in Arena.Levels)
        {
            using var arena = new Arena(simd, first.Images, Arena.SizeOf(from, between, to, to) + 512);
            var (x, middle, apart, joined) = (Place(arena, from), Place(arena, between), Place(arena, to), Place(arena, to));
            for (var n = 0; n < first.Images; n++)
                arena.Write(x, n, Tensor.Random(random, channels, first.InHeight, first.InWidth));
            foreach (var map in (Map[])[middle, apart, joined])
                arena.Open(map);

            foreach (var (inner, outer) in Functions.Zip(Functions.Reverse()))
            {
                DepthwiseConv2D.Run<CaseShape<First>>(arena.Begin(), depthwise, x.Offset, middle.Offset);
                Maps.Apply(arena.Begin(), inner, middle, middle);
                DirectConv2D.Run<CaseShape<Second>>(arena.Begin(), pointwise, middle.Offset, apart.Offset);
                Maps.Apply(arena.Begin(), outer, apart, apart);
                SeparableConv2D.Run<CaseShape<First>, CaseShape<Second>>(arena.Begin(threads: 2), depthwise, pointwise, x.Offset, joined.Offset, innerThen: inner, then: outer);
                Same(arena, apart, joined);
            }

            arena.CheckGuards();
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Behind_a_linear_layer(int seed)
    {
        var random = new Random(seed);
        var (inputs, outputs, images) = (random.Next(1, 80), random.Next(1, 300), random.Next(1, 20));
        Matrix.Current = (inputs, outputs, random.Next(2) == 0);
        var packed = DenseLinear.Pack<Matrix>(Numbers(random, inputs * outputs), Affine(random, outputs));
        var vectors = random.Next(2) * images;
        Check(random, inputs, outputs, images, Matrix.Current.HasResidual, (in Run run, int input, int output, int residual, PlaceFunction then) =>
            DenseLinear.Run<Matrix>(run, packed, input, output, residual, vectors: vectors, then: then));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Behind_a_narrow_linear_layer(int seed)
    {
        var random = new Random(seed);
        var packed = NarrowLinear.Pack<Narrow>(Numbers(random, 40 * 27), Affine(random, 27));
        Check(random, 40, 27, random.Next(1, 50), false, (in Run run, int input, int output, int residual, PlaceFunction then) =>
            NarrowLinear.Run<Narrow>(run, packed, input, output, then: then));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Behind_a_Kronecker_sparse_factor(int seed)
    {
        var random = new Random(seed);
        var (a, b, c, d) = (random.Next(1, 4), random.Next(1, 30), random.Next(1, 20), random.Next(1, 9));
        Factor.Current = (a, b, c, d);
        var packed = KroneckerLinear.Pack<Factor>(Numbers(random, a * b * c * d), Affine(random, a * b * d));
        Check(random, a * c * d, a * b * d, random.Next(1, 10), true, (in Run run, int input, int output, int residual, PlaceFunction then) =>
            KroneckerLinear.Run<Factor>(run, packed, input, output, residual, then: then));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Behind_a_sum_and_a_map_of_channels(int seed)
    {
        var random = new Random(seed);
        var map = new Map(0, random.Next(1, 40), random.Next(1, 6), random.Next(1, 7), random.Next(2));
        var affine = PackedAffine.Pack(Affine(random, map.Channels));
        Check(random, map, map, map, 2, (in Run run, int input, int output, int residual, PlaceFunction then) =>
            Maps.Add(run, At(map, input), At(map, residual), At(map, output), relu: false, then));
        Check(random, map, map, null, 2, (in Run run, int input, int output, int residual, PlaceFunction then) =>
            Maps.Affine(run, affine, At(map, input), At(map, output), relu: false, then));
    }

    [Fact]
    public void Nothing_can_not_be_applied_by_itself()
    {
        using var arena = new Arena(Arena.Levels.First(), 1, 1000);
        var map = arena.Place(4, 1, 1, 0);
        Assert.Throws<ArgumentException>(() => Maps.Apply(arena.Begin(), default, map, map));
    }

    private delegate void Kernel(in Run run, int input, int output, int residual, PlaceFunction then);

    private static void Check(Random random, ConvCase c, Kernel kernel) => Check(
        random,
        new Map(0, c.InChannels, c.InHeight, c.InWidth, c.InBorder),
        new Map(0, c.OutChannels, c.OutHeight, c.OutWidth, c.OutBorder),
        c.HasResidual ? new Map(0, c.OutChannels, c.OutHeight, c.OutWidth, c.ResidualBorder) : null,
        c.Images,
        kernel);

    private static void Check(Random random, int inputs, int outputs, int images, bool hasResidual, Kernel kernel)
    {
        var to = new Map(0, outputs, 1, 1, 0);
        Check(random, new Map(0, inputs, 1, 1, 0), to, hasResidual ? to : null, images, kernel);
    }

    private static void Check(Random random, Map from, Map to, Map? added, int images, Kernel kernel)
    {
        foreach (var simd in Arena.Levels)
        {
            using var arena = new Arena(simd, images, Arena.SizeOf(from, to, to, added ?? to) + 512);
            var (x, apart, fused, residual) = (Place(arena, from), Place(arena, to), Place(arena, to), Place(arena, added ?? to));
            for (var n = 0; n < images; n++)
            {
                arena.Write(x, n, Tensor.Random(random, from.Channels, from.Height, from.Width));
                arena.Write(residual, n, Tensor.Random(random, to.Channels, to.Height, to.Width));
            }

            arena.Open(apart);
            arena.Open(fused);
            foreach (var function in Functions)
            {
                kernel(arena.Begin(), x.Offset, apart.Offset, added is null ? -1 : residual.Offset, default);
                Maps.Apply(arena.Begin(), function, apart, apart);
                for (var threads = 1; threads <= 3; threads++)
                {
                    kernel(arena.Begin(threads), x.Offset, fused.Offset, added is null ? -1 : residual.Offset, function);
                    Same(arena, apart, fused);
                }
            }

            arena.CheckGuards();
        }
    }

    private static void Same(Arena arena, Map apart, Map fused)
    {
        for (var n = 0; n < arena.Images; n++)
        {
            Assert.Equal(arena.Read(apart, n).Flat(), arena.Read(fused, n).Flat());
        }
    }

    private static Map Place(Arena arena, Map map) => arena.Place(map.Channels, map.Height, map.Width, map.Border);

    private static Map At(Map map, int offset) => new(offset, map.Channels, map.Height, map.Width, map.Border);

    private static Epilogue Affine(Random random, int channels) => Epilogue.Of(channels).Scale(Numbers(random, channels), Numbers(random, channels));

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];

    private readonly struct First;

    private readonly struct Second;

    private readonly struct Matrix : ILinearShape
    {
        public static (int Inputs, int Outputs, bool HasResidual) Current { get; set; }

        public int InFeatures => Current.Inputs;
        public int OutFeatures => Current.Outputs;
        public bool HasResidual => Current.HasResidual;
    }

    private readonly struct Narrow : ILinearShape
    {
        public int InFeatures => 40;
        public int OutFeatures => 27;
        public bool HasResidual => false;
    }

    private readonly struct Factor : IKroneckerShape
    {
        public static (int A, int B, int C, int D) Current { get; set; }

        public int A => Current.A;
        public int B => Current.B;
        public int C => Current.C;
        public int D => Current.D;
        public int TileRows => TileCut.Rows(Current.B);
    }
}
