using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Costs;
using NetSpec.Runtime.Tests.Kernels.Convolution;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Costs;

public sealed class ConvCostTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Costs_of_any_shape_are_their_definition(int seed)
    {
        var random = new Random(2000 + seed);
        for (var i = 0; i < 5; i++)
        {
            Check(ConvCase.Random(random, transposed: false), random);
        }
    }

    [Theory]
    [InlineData(3, 64, 33, 7, 2, 3, 1, true)]
    [InlineData(3, 48, 9, 35, 1, 17, 1, true)]
    [InlineData(64, 64, 28, 3, 1, 1, 1, false)]
    [InlineData(64, 96, 14, 3, 1, 1, 1, false)]
    [InlineData(32, 48, 14, 3, 2, 1, 1, false)]
    [InlineData(128, 64, 7, 3, 1, 1, 1, false)]
    [InlineData(320, 64, 7, 1, 1, 0, 1, false)]
    [InlineData(17, 33, 13, 5, 1, 2, 1, false)]
    [InlineData(20, 20, 5, 33, 1, 16, 1, false)]
    [InlineData(64, 128, 9, 3, 1, 1, 4, false)]
    [InlineData(64, 64, 9, 3, 1, 1, 32, false)]
    [InlineData(40, 40, 40, 5, 2, 2, 40, false)]
    public void Costs_of_usual_shapes_are_their_definition(int inChannels, int outChannels, int size, int kernel, int stride, int pad, int groups, bool planar) =>
        Check(
            new ConvCase
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
                Groups = groups,
                Planar = planar,
                OutBorder = 1,
            },
            new Random(size));

    [Fact]
    public void Room_for_another_number_of_costs_is_refused()
    {
        CaseShape<ConvCostTests>.Case = new ConvCase();
        using var workspace = new Workspace(64);
        Assert.Throws<ArgumentException>(() => ConvCosts.Run<CaseShape<ConvCostTests>>(new Run(workspace, 1), 0, new Map(16, 1, 1, 1, 0), new float[2]));
        Assert.Throws<ArgumentException>(() => ConvCosts.Run<CaseShape<ConvCostTests>>(new Run(workspace, 1), 0, new Map(16, 1, 2, 1, 0), new float[1]));
    }

    private static void Check(ConvCase any, Random random)
    {
        var c = any with { Images = 1, HasResidual = false };
        CaseShape<ConvCostTests>.Case = c;
        var inputs = Tensor.Random(random, c.InChannels, c.InHeight, c.InWidth);
        var gradients = Tensor.Random(random, c.OutChannels, c.OutHeight, c.OutWidth);
        var expected = Costs(c, inputs, gradients);
        foreach (var simd in Arena.Levels)
        {
            float[]? first = null;
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var arena = new Arena(simd, 1, Arena.SizeOf(
                    new Map(0, c.InChannels, c.InHeight, c.InWidth, c.InBorder),
                    new Map(0, c.OutChannels, c.OutHeight, c.OutWidth, c.OutBorder)));
                var input = arena.Place(c.InChannels, c.InHeight, c.InWidth, c.InBorder, c.Planar);
                var gradient = arena.Place(c.OutChannels, c.OutHeight, c.OutWidth, c.OutBorder);
                arena.Write(input, 0, inputs, c.Planar);
                arena.Write(gradient, 0, gradients);
                var costs = new float[c.WeightCount];
                ConvCosts.Run<CaseShape<ConvCostTests>>(arena.Begin(threads), input.Offset, gradient, costs);
                arena.CheckGuards();
                CostAssert.Close(expected, costs, $"{c} {simd} {threads}");
                Assert.True(first is null || first.AsSpan().SequenceEqual(costs), $"{c} {simd} differs on {threads} threads");
                first ??= costs;
            }
        }
    }

    /// <summary>The definition, and the sum of magnitudes to which errors are relative.</summary>
    private static (double Value, double Magnitude)[] Costs(ConvCase c, Tensor inputs, Tensor gradients)
    {
        var (inPerGroup, outPerGroup) = (c.InChannels / c.Groups, c.OutChannels / c.Groups);
        var costs = new (double Value, double Magnitude)[c.WeightCount];
        for (var n = 0; n < costs.Length; n++)
        {
            var (rest, kx) = Math.DivRem(n, c.KernelWidth);
            (rest, var ky) = Math.DivRem(rest, c.KernelHeight);
            var (oc, i) = Math.DivRem(rest, inPerGroup);
            var ic = (oc / outPerGroup * inPerGroup) + i;
            var (sum, magnitude) = (0.0, 0.0);
            for (var y = 0; y < c.OutHeight; y++)
            {
                for (var x = 0; x < c.OutWidth; x++)
                {
                    var term = gradients[oc, y, x]
                        * inputs.Padded(ic, (y * c.StrideHeight) - c.PadTop + (ky * c.DilationHeight), (x * c.StrideWidth) - c.PadLeft + (kx * c.DilationWidth));
                    sum += term;
                    magnitude += Math.Abs(term);
                }
            }

            costs[n] = (sum, magnitude);
        }

        return costs;
    }
}
