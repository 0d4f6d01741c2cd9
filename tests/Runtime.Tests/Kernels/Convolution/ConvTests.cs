using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

public sealed class ConvTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Convolution_of_any_shape_is_its_definition(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5; i++)
        {
            Check(ConvCase.Random(random, transposed: false), random);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Transposed_convolution_of_any_shape_is_its_definition(int seed)
    {
        var random = new Random(1000 + seed);
        for (var i = 0; i < 5; i++)
        {
            Check(ConvCase.Random(random, transposed: true), random);
        }
    }

    [Theory]
    [InlineData(3, 64, 33, 7, 2, 3, true)]
    [InlineData(64, 64, 28, 3, 1, 1, false)]
    [InlineData(64, 96, 14, 3, 1, 1, false)]
    [InlineData(32, 48, 14, 3, 2, 1, false)]
    [InlineData(128, 64, 7, 3, 1, 1, false)]
    [InlineData(128, 64, 7, 1, 1, 0, false)]
    [InlineData(17, 33, 13, 5, 1, 2, false)]
    public void Convolution_of_usual_shapes_is_its_definition(int inChannels, int outChannels, int size, int kernel, int stride, int pad, bool planar)
    {
        var c = new ConvCase
        {
            InChannels = inChannels,
            OutChannels = outChannels,
            InHeight = size,
            InWidth = size,
            KernelHeight = kernel,
            KernelWidth = kernel,
            StrideHeight = stride,
            StrideWidth = stride,
            PadTop = pad,
            PadLeft = pad,
            PadBottom = pad,
            PadRight = pad,
            Planar = planar,
            Relu = true,
            HasResidual = true,
            OutBorder = 1,
            Images = 2,
        };
        Check(c, new Random(size));
    }

    [Fact]
    public void A_border_that_the_kernel_reaches_over_is_refused()
    {
        CaseShape<ConvTests>.Case = new ConvCase { InHeight = 4, InWidth = 4, KernelHeight = 3, KernelWidth = 3, ExtraBorder = -1, PadTop = 1, PadLeft = 1, PadBottom = 1, PadRight = 1 };
        Assert.Throws<ArgumentException>(() => DirectConv2D.Pack<CaseShape<ConvTests>>(new float[9], Epilogue.Of(1)));
    }

    [Fact]
    public void Channels_that_see_each_other_are_refused_by_the_kernel_for_those_that_do_not()
    {
        CaseShape<ConvTests>.Case = new ConvCase { InChannels = 4, OutChannels = 4, Groups = 2 };
        Assert.Throws<ArgumentException>(() => DepthwiseConv2D.Pack<CaseShape<ConvTests>>(new float[8], Epilogue.Of(4)));
    }

    [Fact]
    public void A_residual_must_be_given_exactly_when_the_shape_has_one()
    {
        CaseShape<ConvTests>.Case = new ConvCase { HasResidual = true };
        var packed = DirectConv2D.Pack<CaseShape<ConvTests>>(new float[1], Epilogue.Of(1));
        using var workspace = new Workspace(64);
        Assert.Throws<ArgumentException>(() => DirectConv2D.Run<CaseShape<ConvTests>>(new Run(workspace, 1), packed, 0, 16));
        CaseShape<ConvTests>.Case = new ConvCase();
        var plain = DirectConv2D.Pack<CaseShape<ConvTests>>(new float[1], Epilogue.Of(1));
        Assert.Throws<ArgumentException>(() => DirectConv2D.Run<CaseShape<ConvTests>>(new Run(workspace, 1), plain, 0, 16, 32));
    }

    [Fact]
    public void Weights_packed_for_another_shape_are_refused()
    {
        CaseShape<ConvTests>.Case = new ConvCase();
        var packed = DirectConv2D.Pack<CaseShape<ConvTests>>(new float[1], Epilogue.Of(1));
        using var workspace = new Workspace(64);
        Assert.Throws<ArgumentException>(() => DirectConv2D.Run<OtherShape>(new Run(workspace, 1), packed, 0, 16));
    }

    /// <summary>A kernel with its packed weights.</summary>
    private delegate void Convolve(in Run run, int input, int output, int residual);

    /// <summary>Every kernel that computes a case.</summary>
    private static IEnumerable<Convolve> Kernels(ConvCase c, float[] weight, Epilogue epilogue)
    {
        if (c.Transposed)
        {
            var transpose = PhasedConvTranspose2D.Pack<CaseShape<ConvTests>>(weight, epilogue);
            yield return (in Run run, int input, int output, int residual) => PhasedConvTranspose2D.Run<CaseShape<ConvTests>>(run, transpose, input, output, residual, c.Relu);
            yield break;
        }

        var conv = DirectConv2D.Pack<CaseShape<ConvTests>>(weight, epilogue);
        yield return (in Run run, int input, int output, int residual) => DirectConv2D.Run<CaseShape<ConvTests>>(run, conv, input, output, residual, c.Relu);
        if (c.Groups == c.InChannels && c.Groups == c.OutChannels && !c.Planar)
        {
            var depthwise = DepthwiseConv2D.Pack<CaseShape<ConvTests>>(weight, epilogue);
            yield return (in Run run, int input, int output, int residual) => DepthwiseConv2D.Run<CaseShape<ConvTests>>(run, depthwise, input, output, residual, c.Relu);
        }
    }

    private static void Check(ConvCase c, Random random)
    {
        CaseShape<ConvTests>.Case = c;
        var weight = Enumerable.Range(0, c.WeightCount).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var scale = Enumerable.Range(0, c.OutChannels).Select(_ => (float)random.NextDouble() + 0.5f).ToArray();
        var bias = Enumerable.Range(0, c.OutChannels).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        var inputs = Enumerable.Range(0, c.Images).Select(_ => Tensor.Random(random, c.InChannels, c.InHeight, c.InWidth)).ToArray();
        var residuals = Enumerable.Range(0, c.Images).Select(_ => Tensor.Random(random, c.OutChannels, c.OutHeight, c.OutWidth)).ToArray();
        var epilogue = Epilogue.Of(c.OutChannels).Scale(scale, bias);
        var expected = Enumerable.Range(0, c.Images)
            .Select(n => c.Apply(inputs[n], weight, [.. scale], [.. bias], c.HasResidual ? residuals[n] : null)).ToArray();
        foreach (var (convolve, simd) in Kernels(c, weight, epilogue).SelectMany(kernel => Arena.Levels.Select(simd => (kernel, simd))))
        {
            Tensor[]? first = null;
            foreach (var threads in new[] { 1, 2, 3 })
            {
                var what = $"{c} {simd} {threads}";
                using var arena = new Arena(simd, c.Images, Arena.SizeOf(
                    new Map(0, c.InChannels, c.InHeight, c.InWidth, c.InBorder),
                    new Map(0, c.OutChannels, c.OutHeight, c.OutWidth, c.OutBorder),
                    new Map(0, c.OutChannels, c.OutHeight, c.OutWidth, c.ResidualBorder)));
                var input = arena.Place(c.InChannels, c.InHeight, c.InWidth, c.InBorder, c.Planar);
                var output = arena.Place(c.OutChannels, c.OutHeight, c.OutWidth, c.OutBorder);
                var residual = c.InPlace ? output : arena.Place(c.OutChannels, c.OutHeight, c.OutWidth, c.ResidualBorder);
                for (var n = 0; n < c.Images; n++)
                {
                    arena.Write(input, n, inputs[n], c.Planar);
                    if (c.HasResidual)
                    {
                        arena.Write(residual, n, residuals[n]);
                    }
                }

                arena.Open(output);
                var run = arena.Begin(threads);
                convolve(run, input.Offset, output.Offset, c.HasResidual ? residual.Offset : -1);

                arena.CheckGuards();
                var actual = Enumerable.Range(0, c.Images).Select(n => arena.Read(output, n)).ToArray();
                for (var n = 0; n < c.Images; n++)
                {
                    expected[n].AssertClose(actual[n], what);
                    first?[n].AssertSame(actual[n], $"{what} differs from one thread");
                }

                first ??= actual;
            }
        }
    }

    private readonly struct OtherShape : IConvShape
    {
        public int InChannels => 1;
        public int InHeight => 1;
        public int InWidth => 1;
        public int InBorder => 0;
        public int OutChannels => 1;
        public int OutHeight => 1;
        public int OutWidth => 1;
        public int OutBorder => 0;
        public int KernelHeight => 1;
        public int KernelWidth => 1;
    }
}
