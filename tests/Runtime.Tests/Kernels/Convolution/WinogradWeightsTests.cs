using System;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Convolution.Winograd;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Convolution;

/// <summary>Transformed weights are G w Gᵀ by its definition, to the last bit, in the order of panels, whatever number of channels is done together.</summary>
public sealed unsafe class WinogradWeightsTests
{
    private const int Panel = 32, Block = 16;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(8, 2)]
    [InlineData(16, 5)]
    [InlineData(37, 4)]
    [InlineData(48, 3)]
    [InlineData(64, 9)]
    public void Weights_are_those_of_the_definition(int outChannels, int inChannels)
    {
        Check<F2Transform>(outChannels, inChannels);
        Check<F4Transform>(outChannels, inChannels);
    }

    private static void Check<TTransform>(int outChannels, int inChannels)
        where TTransform : struct, IWinogradTransform
    {
        var random = new Random(outChannels);
        var weight = new float[outChannels * inChannels * 9];
        var factors = new double[outChannels];
        foreach (ref var value in weight.AsSpan())
            value = random.NextSingle() - 0.5f;
        foreach (ref var value in factors.AsSpan())
            value = random.NextDouble() + 0.5;

        using var packed = WinogradWeights.Pack<TTransform>(weight, factors, outChannels, inChannels);

        var side = TTransform.Outputs + 2;
        var padded = (outChannels + Block - 1) / Block * Block;
        for (var channel = 0; channel < padded; channel++)
        for (var input = 0; input < inChannels; input++)
        for (var point = 0; point < side * side; point++)
        {
            var (first, lane) = (channel / Panel * Panel, channel % Panel);
            var lanes = Math.Min(Panel, padded - first);
            var found = packed.Pointer[((long)point * padded * inChannels) + ((long)first * inChannels) + (input * lanes) + lane];
            var expected = channel < outChannels
                ? Transformed(TTransform.Kernel, weight.AsSpan(((channel * inChannels) + input) * 9, 9), factors[channel], point / side, point % side)
                : 0;
            Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(found));
        }
    }

    /// <summary>A row of factor·G w times a row of G, in double, rounded once.</summary>
    private static float Transformed(ReadOnlySpan<double> g, ReadOnlySpan<float> w, double factor, int row, int column)
    {
        Span<double> left = stackalloc double[3];
        for (var i = 0; i < 3; i++)
        {
            var sum = factor * g[3 * row] * w[i];
            sum += factor * g[(3 * row) + 1] * w[i + 3];
            sum += factor * g[(3 * row) + 2] * w[i + 6];
            left[i] = sum;
        }

        return (float)((g[3 * column] * left[0]) + (g[(3 * column) + 1] * left[1]) + (g[(3 * column) + 2] * left[2]));
    }
}
