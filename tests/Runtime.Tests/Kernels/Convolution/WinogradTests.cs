using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Convolution.Winograd;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

public sealed class WinogradTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 15)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Convolution_of_any_shape_is_its_definition(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 8; i++)
        {
            Check(Random(random), random, large: i % 2 == 0, allowed: null);
        }
    }

    [Theory]
    [InlineData(64, 64, 28)]
    [InlineData(64, 96, 14)]
    [InlineData(64, 128, 8)]
    [InlineData(128, 48, 20)]
    [InlineData(256, 256, 7)]
    public void Convolution_of_usual_shapes_is_as_exact_as_promised(int inChannels, int outChannels, int size)
    {
        foreach (var large in (bool[])[false, true])
        {
            var c = Of(inChannels, outChannels, size) with { HasResidual = true, Relu = true, OutBorder = 1, Images = 2 };
            Check(c, new Random(size), large, allowed: 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_is_allocated(int threads)
    {
        foreach (var size in (int[])[8, 56])
        {
            CaseShape<WinogradTests>.Case = Of(64, 64, size) with { OutBorder = 1 };
            var (two, four) = (WinogradF2.Pack<CaseShape<WinogradTests>>(new float[64 * 64 * 9], Epilogue.Of(64)), WinogradF4.Pack<CaseShape<WinogradTests>>(new float[64 * 64 * 9], Epilogue.Of(64)));
            var floats = 64 * (size + 2) * (size + 2);
            using var workspace = new Workspace(2 * (floats + 1024), images: 2);
            Assert.Equal(0, Allocations.Of(() =>
            {
                var run = new Run(workspace, 2, threads);
                WinogradF2.Run<CaseShape<WinogradTests>>(run, two, 1024, floats + 2048);
                WinogradF4.Run<CaseShape<WinogradTests>>(run, four, 1024, floats + 2048);
            }));
        }
    }

    [Fact]
    public void Other_convolutions_are_refused()
    {
        var c = Of(16, 16, 8);
        foreach (var other in (ConvCase[])
                 [
                     c with { KernelHeight = 1, PadTop = 0, PadBottom = 0 },
                     c with { KernelWidth = 5, PadLeft = 2, PadRight = 2 },
                     c with { StrideHeight = 2 },
                     c with { StrideWidth = 2 },
                     c with { DilationHeight = 2 },
                     c with { DilationWidth = 2 },
                     c with { Groups = 2 },
                     c with { Planar = true },
                 ])
        {
            CaseShape<WinogradTests>.Case = other;
            Assert.Throws<ArgumentException>(() => WinogradF2.Pack<CaseShape<WinogradTests>>(new float[other.WeightCount], Epilogue.Of(16)));
            Assert.Throws<ArgumentException>(() => WinogradF4.Pack<CaseShape<WinogradTests>>(new float[other.WeightCount], Epilogue.Of(16)));
        }
    }

    [Fact]
    public void Weights_packed_for_other_tiles_are_refused()
    {
        CaseShape<WinogradTests>.Case = Of(1, 1, 1);
        var packed = WinogradF2.Pack<CaseShape<WinogradTests>>(new float[9], Epilogue.Of(1));
        using var workspace = new Workspace(1024);
        Assert.Throws<ArgumentException>(() => WinogradF4.Run<CaseShape<WinogradTests>>(new Run(workspace, 1), packed, 256, 512));
    }

    /// <summary>Who does what, by shape and threads: a U-Net's and a ResNet's layers.</summary>
    [Theory]
    [InlineData(64, 64, 56, 1, 1, nameof(WinogradShares.Bands))]
    [InlineData(64, 64, 56, 1, 2, nameof(WinogradShares.Bands))]
    [InlineData(64, 64, 16, 1, 2, nameof(WinogradShares.Bands))]
    [InlineData(128, 128, 28, 1, 2, nameof(WinogradShares.Bands))]
    [InlineData(64, 128, 8, 1, 2, nameof(WinogradShares.Panels))]
    [InlineData(64, 96, 8, 1, 2, nameof(WinogradShares.Points))]
    [InlineData(256, 256, 14, 1, 1, nameof(WinogradShares.Points))]
    [InlineData(256, 256, 14, 1, 2, nameof(WinogradShares.Points))]
    [InlineData(512, 512, 7, 1, 2, nameof(WinogradShares.Points))]
    [InlineData(256, 256, 14, 8, 2, nameof(WinogradShares.Bands))]
    public void Threads_share_what_travels_least(int inChannels, int outChannels, int size, int images, int threads, string shares)
    {
        CaseShape<WinogradTests>.Case = Of(inChannels, outChannels, size);
        var packed = WinogradF4.Pack<CaseShape<WinogradTests>>(new float[9 * inChannels * outChannels], Epilogue.Of(outChannels));
        var job = packed.Job;
        job.Images = images;
        job.Cut(threads);
        Assert.Equal(shares, job.Shares.ToString());
        Assert.True(job.Shares != WinogradShares.Bands || job.Bands >= Math.Min(threads, job.Tiles));
        Assert.Equal(job.Tiles, Enumerable.Range(0, job.Bands).Sum(band => Size(job, band)));
    }

    private static unsafe int Size(WinogradJob job, int band) => job.BandOf(band, null).Tiles;

    private static ConvCase Of(int inChannels, int outChannels, int size) => new()
    {
        InChannels = inChannels,
        OutChannels = outChannels,
        InHeight = size,
        InWidth = size,
        KernelHeight = 3,
        KernelWidth = 3,
        PadTop = 1,
        PadLeft = 1,
        PadBottom = 1,
        PadRight = 1,
    };

    private static ConvCase Random(Random random)
    {
        var c = Of(Pick(random, 1, 3, 15, 16, 17, 32, 40), Pick(random, 1, 15, 16, 17, 32, 33, 48, 80), 1) with
        {
            InHeight = random.Next(3, 23),
            InWidth = Pick(random, 3, 4, 5, 7, 8, 11, 13, 14, 16, 21),
            PadTop = random.Next(3),
            PadLeft = random.Next(3),
            PadBottom = random.Next(3),
            PadRight = random.Next(3),
            OutBorder = random.Next(3),
            ResidualBorder = random.Next(3),
            ExtraBorder = random.Next(2),
            Relu = random.Next(2) == 0,
            HasResidual = random.Next(2) == 0,
            InPlace = random.Next(2) == 0,
            Images = random.Next(1, 6),
        };
        return c.InPlace ? c with { ResidualBorder = c.OutBorder } : c;
    }

    /// <summary>Compares with plain loops and with the direct kernel, at every vector width; threads must not matter to the last bit.</summary>
    private static void Check(ConvCase c, Random random, bool large, double? allowed)
    {
        CaseShape<WinogradTests>.Case = c;
        var weight = Enumerable.Range(0, c.WeightCount).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var scale = Enumerable.Range(0, c.OutChannels).Select(_ => (float)random.NextDouble() + 0.5f).ToArray();
        var bias = Enumerable.Range(0, c.OutChannels).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        var inputs = Enumerable.Range(0, c.Images).Select(_ => Tensor.Random(random, c.InChannels, c.InHeight, c.InWidth)).ToArray();
        var residuals = Enumerable.Range(0, c.Images).Select(_ => Tensor.Random(random, c.OutChannels, c.OutHeight, c.OutWidth)).ToArray();
        var expected = Enumerable.Range(0, c.Images)
            .Select(n => c.Apply(inputs[n], weight, [.. scale], [.. bias], c.HasResidual ? residuals[n] : null).Flat()).ToArray();
        var bounds = WinogradBound.Of(large, c, weight, scale, bias);
        if (allowed is { } relative)
        {
            var all = relative * expected.Max(e => e.Max(Math.Abs));
            bounds = [.. bounds.Select(bound => Math.Min(bound, all))];
        }

        var epilogue = Epilogue.Of(c.OutChannels).Scale(scale, bias);
        var direct = DirectConv2D.Pack<CaseShape<WinogradTests>>(weight, epilogue);
        var packed = large ? WinogradF4.Pack<CaseShape<WinogradTests>>(weight, epilogue) : WinogradF2.Pack<CaseShape<WinogradTests>>(weight, epilogue);
        foreach (var simd in Arena.Levels)
        {
            var reference = Run(c, simd, 1, inputs, residuals, (in Run run, int x, int y, int r) => DirectConv2D.Run<CaseShape<WinogradTests>>(run, direct, x, y, r, c.Relu));
            double[][]? first = null;
            foreach (var threads in (int[])[1, 2, 3])
            {
                var what = $"{c} {simd} {threads}";
                var actual = Run(c, simd, threads, inputs, residuals, (in Run run, int x, int y, int r) =>
                {
                    // What it computes in may hold anything.
                    Poison(run);
                    if (large)
                    {
                        WinogradF4.Run<CaseShape<WinogradTests>>(run, packed, x, y, r, c.Relu);
                    }
                    else
                    {
                        WinogradF2.Run<CaseShape<WinogradTests>>(run, packed, x, y, r, c.Relu);
                    }
                });
                for (var n = 0; n < c.Images; n++)
                {
                    for (var i = 0; i < actual[n].Length; i++)
                    {
                        var bound = bounds[i / (c.OutHeight * c.OutWidth)];
                        Assert.True(Math.Abs(actual[n][i] - expected[n][i]) <= bound, $"{what}: {i} of sample {n} is {actual[n][i]}, not {expected[n][i]} ± {bound}");
                        Assert.True(Math.Abs(actual[n][i] - reference[n][i]) <= 2 * bound, $"{what}: {i} of sample {n} is {actual[n][i]}, not {reference[n][i]}");
                    }

                    Assert.True(first == null || first[n].AsSpan().SequenceEqual(actual[n]), $"{what} differs from one thread");
                }

                first ??= actual;
            }
        }
    }

    private static unsafe void Poison(in Run run)
    {
        const int Floats = 1 << 20;
        new Span<float>(run.Scratch(Floats), Floats).Fill(float.NaN);
    }

    private static double[][] Run(ConvCase c, SimdLevel simd, int threads, Tensor[] inputs, Tensor[] residuals, Kernel kernel)
    {
        using var arena = new Arena(simd, c.Images, Arena.SizeOf(
            new Map(0, c.InChannels, c.InHeight, c.InWidth, c.InBorder),
            new Map(0, c.OutChannels, c.OutHeight, c.OutWidth, c.OutBorder),
            new Map(0, c.OutChannels, c.OutHeight, c.OutWidth, c.ResidualBorder)));
        var input = arena.Place(c.InChannels, c.InHeight, c.InWidth, c.InBorder);
        var output = arena.Place(c.OutChannels, c.OutHeight, c.OutWidth, c.OutBorder);
        var residual = c.InPlace ? output : arena.Place(c.OutChannels, c.OutHeight, c.OutWidth, c.ResidualBorder);
        for (var n = 0; n < c.Images; n++)
        {
            arena.Write(input, n, inputs[n]);
            if (c.HasResidual)
            {
                arena.Write(residual, n, residuals[n]);
            }
        }

        arena.Open(output);
        kernel(arena.Begin(threads), input.Offset, output.Offset, c.HasResidual ? residual.Offset : -1);
        arena.CheckGuards();
        return [.. Enumerable.Range(0, c.Images).Select(n => arena.Read(output, n).Flat())];
    }

    private static int Pick(Random random, params ReadOnlySpan<int> values) => values[random.Next(values.Length)];

    private delegate void Kernel(in Run run, int input, int output, int residual);
}
