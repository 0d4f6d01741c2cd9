using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths.Norms;

/// <summary>
/// Networks in one channel of which paths differ by more powers of two than a double has. Convolutions of two taps, 2^-100 and
/// 2^100, over eight pixels: paths to pixel i step right j times of L, for j at most 7 − i, so that the pixels of one channel part by
/// 2^1400. Every sum is known: that of all paths is the term of most steps, to the last bit of a double.
/// </summary>
public sealed class WideNormTests
{
    private const int Pixels = 8, Depth = 12, Step = 100;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(double.PositiveInfinity)]
    public void Norms_of_each_output_are_right(double q)
    {
        var norms = Net().NormPerOutput(q);

        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            var paths = double.IsPositiveInfinity(q) ? Magnitude.One : new Magnitude(Binomial(Depth, Most(pixel))).Pow(1 / q);
            Close(paths * new Magnitude(1, Exponent(pixel)), norms[pixel]);
        }
    }

    [Fact]
    public void Sums_of_two_branches_keep_what_lies_far_below()
    {
        // The pixels of a second branch, shifted the other way: in the sum each is the larger of the two.
        var paths = Net(mirrored: true);
        var norms = paths.NormPerOutput();

        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            Magnitude Of(int place) => new Magnitude(Binomial(Depth, Most(place))) * new Magnitude(1, Exponent(place));
            Close(Of(pixel) + Of(Pixels - 1 - pixel), norms[pixel]);
        }
    }

    [Fact]
    public void A_pixel_that_a_tiny_channel_alone_reaches_is_not_zero()
    {
        // Two channels of two pixels: the first has pixel 0 alone, the second pixel 1 alone, 2^-1200 times as large; their sum has both.
        var layout = new ParameterLayout(new ParameterInfo("far", ParameterRole.Weight, Depth), new ParameterInfo("sum", ParameterRole.Weight, 1, 2, 1, 1));
        var store = new ParameterStore(layout);
        store.Values[..Depth].Fill(MathF.ScaleB(1, -Step));
        store.Values[Depth..].Fill(1);
        var layers = new List<Layer>
        {
            new InputLayer("x", new(1, 1, 1)),
            new PadLayer("near", 0, new(1, 1, 2), 0, 0),
            new PadLayer("far", 0, new(1, 1, 2), 0, 1),
        };
        for (var i = 0; i < Depth; i++)
            layers.Add(new ConvLayer("far", layers.Count - 1, new(1, 1, 2), i, new(1, 1)));
        layers.Add(new ConcatLayer("both", new(2, 1, 2), 1, layers.Count - 1));
        layers.Add(new ConvLayer("sum", layers.Count - 1, new(1, 1, 2), Depth, new(1, 1)));
        var paths = new PathAnalysis(new PathDescription(new(layout, [.. layers], [0], [layers.Count - 1])), store);

        Assert.Equal([Magnitude.One, new Magnitude(1, -Step * Depth)], paths.NormPerOutput());
        Assert.Equal([Magnitude.One, new Magnitude(1, -Step * Depth)], paths.NormPerOutput(double.PositiveInfinity));
    }

    [Fact]
    public void Norms_bounds_and_counts_of_the_whole_are_right()
    {
        var paths = Net();
        var terms = Enumerable.Range(0, Pixels).Select(pixel => new Magnitude(Binomial(Depth, Most(pixel))) * new Magnitude(1, Exponent(pixel))).ToArray();
        var sum = terms.Aggregate(Magnitude.Zero, (total, term) => total + term);

        Close(sum, paths.Norm());
        Covers(sum, paths.LipschitzInInput());
        Covers(terms[0], paths.LipschitzInInput(double.PositiveInfinity));
        Covers(terms[0], paths.OutputDistanceBound(new float[Pixels], [.. Enumerable.Repeat(1f, Pixels)], double.PositiveInfinity));
        Assert.True(paths.Norm(starts: PathStarts.Biases).IsZero);
        var counts = Enumerable.Range(0, Pixels).Select(pixel => Enumerable.Range(0, Most(pixel) + 1).Sum(steps => Binomial(Depth, steps)));
        Assert.Equal(new BigInteger(counts.Sum()), paths.Count());

        // A window that is whole weighs 2^100 + 2^-100, and an output has edges of weight 0 from all pixels.
        Assert.All(paths.ProductOfNormsPerOutput(), product => Close(new Magnitude(1, Depth * Step), product));
    }

    [Fact]
    public void Costs_and_distances_are_right()
    {
        var paths = Net();
        var terms = Enumerable.Range(0, Pixels).Select(pixel => new Magnitude(Binomial(Depth, Most(pixel))) * new Magnitude(1, Exponent(pixel))).ToArray();
        var costs = paths.Costs();

        // The last layer has a weight for each pixel: its cost is what the output's paths add up to.
        for (var pixel = 0; pixel < Pixels; pixel++)
            Close(terms[pixel], costs[(2 * Depth) + (pixel * (Pixels + 1))]);

        var half = new ParameterStore(paths.Parameters.Layout);
        for (var i = 0; i < half.Values.Length; i++)
            half.Values[i] = paths.Parameters.Values[i] / 2;
        Assert.All(
            paths.Distance(half).FromInputs.Zip(terms), pair => Close(pair.Second * new Magnitude(1 - Math.ScaleB(1, -Depth - 1)), pair.First));
    }

    [Fact]
    public void Averages_of_outputs_whose_paths_part_are_right()
    {
        // Two chains: one goes up by 2^100 a layer and down again, the other one down and up. Every path is 1, for every sample.
        const int Depth = 20;
        var layout = new ParameterLayout(new ParameterInfo("weight", ParameterRole.Weight, Depth, 2, 2));
        var store = new ParameterStore(layout);
        var layers = new List<Layer> { new InputLayer("x", new(2)) };
        for (var i = 0; i < Depth; i++)
        {
            var up = MathF.ScaleB(1, i < Depth / 2 ? Step : -Step);
            (store.Values[4 * i], store.Values[(4 * i) + 3]) = (up, 1 / up);
            layers.Add(new LinearLayer("fc", layers.Count - 1, new(2), 4 * i));
            layers.Add(new ReluLayer("relu", layers.Count - 1, new(2)));
        }

        var paths = new PathAnalysis(new PathDescription(new(layout, [.. layers], [0], [layers.Count - 1])), store);
        var norms = paths.Average([[1, 1], [1, -1]], new() { KeepSamples = true });

        Assert.Equal([Magnitude.One, Magnitude.One], norms.PerSample[0].Gated);
        Assert.Equal([Magnitude.One, Magnitude.One], norms.PerSample[0].Local);
        Assert.Equal([Magnitude.One, Magnitude.Zero], norms.PerSample[1].Gated);
        Assert.All(norms.PerOutput, output => Assert.Equal(Magnitude.One, output.Worst));
    }

    /// <summary>A guarantee is not below a value, whose last digit may be wrong, and little above.</summary>
    private static void Covers(Magnitude expected, Magnitude found) => Assert.InRange((found / expected).Value, 1 - 1e-15, 1 + 1e-9);

    private static void Close(Magnitude expected, Magnitude found)
    {
        Assert.False(found.IsZero);
        Assert.InRange((found / expected).Value, 1 - 1e-13, 1 + 1e-13);
    }

    /// <summary>Steps to the right that a path to a pixel makes at most.</summary>
    private static int Most(int pixel) => Math.Min(Depth, Pixels - 1 - pixel);

    /// <summary>The exponent of the paths that make most.</summary>
    private static long Exponent(int pixel) => Step * ((2 * Most(pixel)) - Depth);

    private static double Binomial(int n, int k) => k == 0 ? 1 : Binomial(n, k - 1) * (n - k + 1) / k;

    private static PathAnalysis Net(bool mirrored = false)
    {
        var layout = new ParameterLayout(
            new ParameterInfo("conv", ParameterRole.Weight, Depth * (mirrored ? 2 : 1), 1, 1, 2),
            new ParameterInfo("fc", ParameterRole.Weight, Pixels, Pixels));
        var store = new ParameterStore(layout);
        var layers = new List<Layer> { new InputLayer("x", new(1, 1, Pixels)) };
        for (var i = 0; i < Depth; i++)
        {
            (store.Values[2 * i], store.Values[(2 * i) + 1]) = (MathF.ScaleB(1, -Step), MathF.ScaleB(1, Step));
            layers.Add(new ConvLayer($"conv{i}", layers.Count - 1, new(1, 1, Pixels), 2 * i, new(1, 2)) { Padding = new(0, 0, 0, 1) });
        }

        var last = layers.Count - 1;
        for (var i = Depth; mirrored && i < 2 * Depth; i++)
        {
            (store.Values[2 * i], store.Values[(2 * i) + 1]) = (MathF.ScaleB(1, Step), MathF.ScaleB(1, -Step));
            layers.Add(new ConvLayer($"conv{i}", i == Depth ? 0 : layers.Count - 1, new(1, 1, Pixels), 2 * i, new(1, 2)) { Padding = new(0, 1, 0, 0) });
        }

        if (mirrored)
            layers.Add(new AddLayer("sum", new(1, 1, Pixels), last, layers.Count - 1));
        layers.Add(new FlattenLayer("flat", layers.Count - 1, new(Pixels)));
        layers.Add(new LinearLayer("fc", layers.Count - 1, new(Pixels), layout[1].Offset));
        for (var i = 0; i < Pixels; i++)
            store["fc"][(i * Pixels) + i] = 1;
        return new(new PathDescription(new(layout, [.. layers], [0], [layers.Count - 1])), store);
    }
}
