using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Functions;
using NetSpec.Runtime.Kernels.Pooling;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

/// <summary>The joined kernels against a convolution and a pool one after the other, which have tests of their own.</summary>
public sealed class PooledTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void They_compute_to_the_last_bit_what_the_two_compute(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 6; i++)
        {
            var c = ConvCase.Random(random, transposed: false) with { HasResidual = false, InPlace = false, OutBorder = 0, InHeight = random.Next(1, 30) };
            var window = new PoolWindow(
                random.Next(1, 5), random.Next(1, 5), random.Next(1, 4), random.Next(1, 4), random.Next(2), random.Next(2), random.Next(2), random.Next(2));
            if (c.IsValid)
                Check(c, window, ceil: random.Next(2) == 0, random);

            c = new ConvCase
            {
                InChannels = random.Next(1, 40),
                OutChannels = random.Next(1, 70),
                InHeight = random.Next(1, 20),
                InWidth = random.Next(1, 20),
                KernelHeight = 3,
                KernelWidth = 3,
                PadTop = random.Next(3),
                PadLeft = random.Next(3),
                PadBottom = random.Next(3),
                PadRight = random.Next(3),
                Relu = random.Next(2) == 0,
                Images = random.Next(1, 4),
            };
            if (c.IsValid)
                Check(c, Pairs, ceil: false, random);
        }
    }

    [Theory]
    [InlineData(3, 64, 112, 7, 2, 3, 2, 1)]
    [InlineData(3, 33, 224, 3, 1, 2, 2, 0)]
    [InlineData(64, 64, 57, 3, 1, 3, 1, 1)]
    [InlineData(64, 96, 30, 3, 1, 2, 2, 0)]
    [InlineData(256, 256, 14, 3, 1, 2, 2, 0)]
    public void Usual_shapes_of_several_parts_are_what_the_two_compute(int channels, int outputs, int size, int kernel, int stride, int pool, int step, int pad) =>
        Check(
            new ConvCase
            {
                InChannels = channels,
                OutChannels = outputs,
                InHeight = size,
                InWidth = size,
                KernelHeight = kernel,
                KernelWidth = kernel,
                StrideHeight = stride,
                StrideWidth = stride,
                PadTop = kernel / 2,
                PadLeft = kernel / 2,
                PadBottom = kernel / 2,
                PadRight = kernel / 2,
                Planar = channels == 3,
                Relu = true,
                Images = 2,
            },
            new PoolWindow(pool, pool, step, step, pad, pad, pad, pad),
            ceil: false,
            new Random(size));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_is_allocated(int threads)
    {
        CaseShape<PooledTests>.Case = new ConvCase
        {
            InChannels = 32, OutChannels = 32, InHeight = 34, InWidth = 34, KernelHeight = 3, KernelWidth = 3,
        };
        var (direct, four) = (DirectConv2D.Pack<CaseShape<PooledTests>>(new float[32 * 32 * 9], Epilogue.Of(32)), WinogradF4.Pack<CaseShape<PooledTests>>(new float[32 * 32 * 9], Epilogue.Of(32)));
        using var workspace = new Workspace(32 * ((34 * 34) + (16 * 16)), images: 2);
        var to = new Map(32 * 34 * 34, 32, 16, 16, 0);
        Assert.Equal(0, Allocations.Of(() =>
        {
            PooledConv2D.Run<CaseShape<PooledTests>>(new Run(workspace, 2, threads), direct, 0, to, Pairs);
            PooledConv2D.Run<CaseShape<PooledTests>>(new Run(workspace, 2, threads), four, 0, to, Pairs);
        }));
    }

    [Fact]
    public void Pools_that_a_tile_does_not_hold_are_refused()
    {
        CaseShape<PooledTests>.Case = new ConvCase { InChannels = 16, OutChannels = 16, InHeight = 11, InWidth = 11, KernelHeight = 3, KernelWidth = 3 };
        var weights = WinogradF2.Pack<CaseShape<PooledTests>>(new float[16 * 16 * 9], Epilogue.Of(16));
        using var workspace = new Workspace(16384);
        foreach (var (window, size) in ((PoolWindow, int)[])[(Pairs, 5), (new(3, 3, 2, 2, 0, 0, 0, 0), 4), (new(2, 2, 1, 1, 0, 0, 0, 0), 8), (new(2, 2, 2, 2, 1, 1, 1, 1), 5)])
        {
            Assert.Throws<ArgumentException>(() => PooledConv2D.Run<CaseShape<PooledTests>>(new Run(workspace, 1), weights, 0, new Map(8192, 16, size, size, 0), window));
        }
    }

    private static readonly PoolWindow Pairs = new(2, 2, 2, 2, 0, 0, 0, 0);

    private static void Check(ConvCase c, PoolWindow window, bool ceil, Random random)
    {
        var height = Windows(c.OutHeight, window.KernelHeight, window.StrideHeight, window.PadTop, window.PadBottom, ceil);
        var width = Windows(c.OutWidth, window.KernelWidth, window.StrideWidth, window.PadLeft, window.PadRight, ceil);
        if (height < 1 || width < 1)
            return;

        CaseShape<PooledTests>.Case = c;
        var epilogue = Epilogue.Of(c.OutChannels).Scale(Numbers(random, c.OutChannels), Numbers(random, c.OutChannels));
        var weights = Numbers(random, c.WeightCount);
        var direct = DirectConv2D.Pack<CaseShape<PooledTests>>(weights, epilogue);
        var isWinograd = c is { KernelHeight: 3, KernelWidth: 3, StrideHeight: 1, StrideWidth: 1, DilationHeight: 1, DilationWidth: 1, Groups: 1, Planar: false }
            && !ceil && (window.KernelHeight, window.KernelWidth, window.StrideHeight, window.StrideWidth) == (2, 2, 2, 2)
            && (window.PadTop, window.PadLeft, window.PadBottom, window.PadRight) == (0, 0, 0, 0);
        var two = isWinograd ? WinogradF2.Pack<CaseShape<PooledTests>>(weights, epilogue) : null;
        var four = isWinograd ? WinogradF4.Pack<CaseShape<PooledTests>>(weights, epilogue) : null;
        var then = random.Next(3) == 0 ? PlaceFunction.Silu : default;
        var inputs = Enumerable.Range(0, c.Images).Select(_ => Tensor.Random(random, c.InChannels, c.InHeight, c.InWidth)).ToArray();
        foreach (var simd in Arena.Levels)
        {
            var from = new Map(0, c.InChannels, c.InHeight, c.InWidth, c.InBorder);
            var (between, to) = (new Map(0, c.OutChannels, c.OutHeight, c.OutWidth, 0), new Map(0, c.OutChannels, height, width, c.ResidualBorder));
            using var arena = new Arena(simd, c.Images, Arena.SizeOf(from, between, to, to) + 512);
            from = arena.Place(c.InChannels, c.InHeight, c.InWidth, c.InBorder, c.Planar);
            between = arena.Place(c.OutChannels, c.OutHeight, c.OutWidth, 0);
            to = arena.Place(c.OutChannels, height, width, c.ResidualBorder);
            var joined = arena.Place(c.OutChannels, height, width, c.ResidualBorder);
            foreach (var map in (Map[])[between, to, joined])
            {
                arena.Open(map);
            }

            for (var n = 0; n < c.Images; n++)
            {
                arena.Write(from, n, inputs[n], c.Planar);
            }

            Compare(
                (in Run run) => DirectConv2D.Run<CaseShape<PooledTests>>(run, direct, from.Offset, between.Offset, relu: c.Relu, then: then),
                (in Run run) => PooledConv2D.Run<CaseShape<PooledTests>>(run, direct, from.Offset, joined, window, c.Relu, then));
            if (two is null || four is null)
                continue;

            Compare(
                (in Run run) => WinogradF2.Run<CaseShape<PooledTests>>(run, two, from.Offset, between.Offset, relu: c.Relu, then: then),
                (in Run run) => PooledConv2D.Run<CaseShape<PooledTests>>(run, two, from.Offset, joined, window, c.Relu, then));
            Compare(
                (in Run run) => WinogradF4.Run<CaseShape<PooledTests>>(run, four, from.Offset, between.Offset, relu: c.Relu, then: then),
                (in Run run) => PooledConv2D.Run<CaseShape<PooledTests>>(run, four, from.Offset, joined, window, c.Relu, then));

            void Compare(Kernel apart, Kernel together)
            {
                var run = arena.Begin();
                apart(run);
                Pools.Max(run, between, to, window);
                for (var threads = 1; threads <= 3; threads++)
                {
                    together(arena.Begin(threads));
                    for (var n = 0; n < c.Images; n++)
                    {
                        Assert.Equal(arena.Read(to, n).Flat(), arena.Read(joined, n).Flat());
                    }
                }

                arena.CheckGuards();
            }
        }
    }

    private delegate void Kernel(in Run run);

    private static int Windows(int size, int kernel, int stride, int before, int after, bool ceil)
    {
        var room = size + before + after - kernel;
        if (room < 0 || before >= kernel || after >= kernel)
            return 0;

        var count = ((ceil ? room + stride - 1 : room) / stride) + 1;

        // Each window covers something, as the language asks for.
        while (count > 0 && ((count - 1) * stride) - before >= size)
        {
            count--;
        }

        return count;
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
