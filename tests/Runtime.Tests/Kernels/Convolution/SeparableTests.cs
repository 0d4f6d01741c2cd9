using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

/// <summary>The joined kernel against the two that it joins, which have tests of their own.</summary>
public sealed class SeparableTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_computes_to_the_last_bit_what_the_two_compute(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 4; i++)
        {
            var channels = Pick(random, 1, 3, 15, 16, 17, 32, 33, 64, 80);
            var kernel = Pick(random, 1, 2, 3, 3, 3, 5);
            var first = new ConvCase
            {
                Groups = channels,
                InChannels = channels,
                OutChannels = channels,
                InHeight = random.Next(5, 40),
                InWidth = Pick(random, 5, 7, 8, 13, 14, 15, 28, 29, 31),
                KernelHeight = kernel,
                KernelWidth = Pick(random, kernel, kernel, 3),
                StrideHeight = random.Next(1, 3),
                StrideWidth = Pick(random, 1, 1, 2, 3),
                PadTop = random.Next(3),
                PadLeft = random.Next(3),
                PadBottom = random.Next(3),
                PadRight = random.Next(3),
                DilationWidth = Pick(random, 1, 1, 2),
                ExtraBorder = random.Next(2),
                Relu = random.Next(2) == 0,
                OutBorder = random.Next(2),
                Images = random.Next(1, 4),
            };
            if (first.IsValid)
            {
                Check(first, Pick(random, 1, 16, 17, 33, 64, 96), random);
            }
        }
    }

    [Theory]
    [InlineData(32, 64, 112, 1)]
    [InlineData(64, 128, 57, 2)]
    [InlineData(256, 256, 28, 1)]
    [InlineData(512, 32, 14, 1)]
    public void Usual_shapes_of_several_bands_are_what_the_two_compute(int channels, int outChannels, int size, int stride) =>
        Check(
            new ConvCase
            {
                Groups = channels,
                InChannels = channels,
                OutChannels = channels,
                InHeight = size,
                InWidth = size,
                KernelHeight = 3,
                KernelWidth = 3,
                StrideHeight = stride,
                StrideWidth = stride,
                PadTop = 1,
                PadLeft = 1,
                PadBottom = 1,
                PadRight = 1,
                Relu = true,
                Images = 2,
            },
            outChannels,
            new Random(size));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_is_allocated(int threads)
    {
        CaseShape<Depthwise>.Case = new ConvCase { Groups = 64, InChannels = 64, OutChannels = 64, InHeight = 56, InWidth = 56 };
        CaseShape<Pointwise>.Case = CaseShape<Depthwise>.Case with { Groups = 1 };
        var (depthwise, pointwise) = (DepthwiseConv2D.Pack<CaseShape<Depthwise>>(new float[64], Epilogue.Of(64)), DirectConv2D.Pack<CaseShape<Pointwise>>(new float[64 * 64], Epilogue.Of(64)));
        using var workspace = new Workspace(2 * 64 * 56 * 56, images: 2);
        Assert.Equal(0, Allocations.Of(() => SeparableConv2D.Run<CaseShape<Depthwise>, CaseShape<Pointwise>>(new Run(workspace, 2, threads), depthwise, pointwise, 0, 64 * 56 * 56)));
    }

    [Fact]
    public void Layers_that_do_not_follow_each_other_are_refused()
    {
        CaseShape<Depthwise>.Case = new ConvCase { Groups = 16, InChannels = 16, OutChannels = 16, InHeight = 4, InWidth = 4 };
        var depthwise = DepthwiseConv2D.Pack<CaseShape<Depthwise>>(new float[16], Epilogue.Of(16));
        using var workspace = new Workspace(4096);
        foreach (var other in (ConvCase[])
                 [
                     new() { InChannels = 17, OutChannels = 16, InHeight = 4, InWidth = 4 },
                     new() { InChannels = 16, OutChannels = 16, InHeight = 3, InWidth = 4 },
                     new() { InChannels = 16, OutChannels = 16, InHeight = 4, InWidth = 5 },
                     new() { InChannels = 16, OutChannels = 16, InHeight = 4, InWidth = 4, StrideHeight = 2 },
                     new() { InChannels = 16, OutChannels = 16, InHeight = 4, InWidth = 4, KernelWidth = 2 },
                     new() { InChannels = 16, OutChannels = 16, InHeight = 4, InWidth = 4, Groups = 2 },
                 ])
        {
            CaseShape<Pointwise>.Case = other;
            var pointwise = DirectConv2D.Pack<CaseShape<Pointwise>>(new float[other.WeightCount], Epilogue.Of(16));
            Assert.Throws<ArgumentException>(() => SeparableConv2D.Run<CaseShape<Depthwise>, CaseShape<Pointwise>>(new Run(workspace, 1), depthwise, pointwise, 0, 2048));
        }
    }

    private static void Check(ConvCase first, int outChannels, Random random)
    {
        var second = new ConvCase
        {
            InChannels = first.OutChannels,
            InHeight = first.OutHeight,
            InWidth = first.OutWidth,
            OutChannels = outChannels,
            ExtraBorder = first.OutBorder,
            OutBorder = random.Next(3),
            ResidualBorder = random.Next(2),
            HasResidual = random.Next(2) == 0,
            Relu = random.Next(2) == 0,
            Images = first.Images,
        };
        (CaseShape<Depthwise>.Case, CaseShape<Pointwise>.Case) = (first, second);
        var depthwise = DepthwiseConv2D.Pack<CaseShape<Depthwise>>(Numbers(random, first.WeightCount), Epilogue.Of(first.OutChannels).Scale(Numbers(random, first.OutChannels), Numbers(random, first.OutChannels)));
        var pointwise = DirectConv2D.Pack<CaseShape<Pointwise>>(Numbers(random, second.WeightCount), Epilogue.Of(outChannels).Scale(Numbers(random, outChannels), Numbers(random, outChannels)));
        var inputs = Enumerable.Range(0, first.Images).Select(_ => Tensor.Random(random, first.InChannels, first.InHeight, first.InWidth)).ToArray();
        var residuals = Enumerable.Range(0, first.Images).Select(_ => Tensor.Random(random, outChannels, second.OutHeight, second.OutWidth)).ToArray();
        foreach (var simd in Arena.Levels)
        {
            var from = new Map(0, first.InChannels, first.InHeight, first.InWidth, first.InBorder);
            var between = new Map(0, first.OutChannels, first.OutHeight, first.OutWidth, first.OutBorder);
            var (to, added) = (new Map(0, outChannels, second.OutHeight, second.OutWidth, second.OutBorder), new Map(0, outChannels, second.OutHeight, second.OutWidth, second.ResidualBorder));
            using var arena = new Arena(simd, first.Images, Arena.SizeOf(from, between, added, to, to) + 512);
            from = arena.Place(first.InChannels, first.InHeight, first.InWidth, first.InBorder);
            between = arena.Place(first.OutChannels, first.OutHeight, first.OutWidth, first.OutBorder);
            added = arena.Place(outChannels, second.OutHeight, second.OutWidth, second.ResidualBorder);
            to = arena.Place(outChannels, second.OutHeight, second.OutWidth, second.OutBorder);
            var joined = arena.Place(outChannels, second.OutHeight, second.OutWidth, second.OutBorder);
            foreach (var map in (Map[])[between, to, joined])
            {
                arena.Open(map);
            }

            for (var n = 0; n < first.Images; n++)
            {
                arena.Write(from, n, inputs[n]);
                arena.Write(added, n, residuals[n]);
            }

            var run = arena.Begin();
            var residual = second.HasResidual ? added.Offset : -1;
            DepthwiseConv2D.Run<CaseShape<Depthwise>>(run, depthwise, from.Offset, between.Offset, relu: first.Relu);
            DirectConv2D.Run<CaseShape<Pointwise>>(run, pointwise, between.Offset, to.Offset, residual, second.Relu);
            for (var threads = 1; threads <= 3; threads++)
            {
                SeparableConv2D.Run<CaseShape<Depthwise>, CaseShape<Pointwise>>(arena.Begin(threads), depthwise, pointwise, from.Offset, joined.Offset, residual, first.Relu, second.Relu);
                for (var n = 0; n < first.Images; n++)
                {
                    Assert.Equal(arena.Read(to, n).Flat(), arena.Read(joined, n).Flat());
                }
            }

            arena.CheckGuards();
        }
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private static int Pick(Random random, params ReadOnlySpan<int> values) => values[random.Next(values.Length)];

    private readonly struct Depthwise;

    private readonly struct Pointwise;
}
