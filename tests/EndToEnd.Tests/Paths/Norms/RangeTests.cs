using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Norms;

/// <summary>Norms far outside the range of a double.</summary>
public sealed class RangeTests
{
    private const int Width = 64;

    [Theory]
    [InlineData(1f, 1, 6)]
    [InlineData(1f, 2, 6)]
    [InlineData(0.0009765625f, 1, -4)]
    [InlineData(0.0009765625f, 2, -14)]
    [InlineData(1f, 0.5, 6)]
    public void Deep_networks_have_finite_norms(float weight, double q, int log2PerLayer)
    {
        const int Depth = 400;
        var paths = Deep(Depth, weight);

        // Width weights a neuron: Σ |θ|^q grows by Width · weight^q a layer, the same for each output.
        var power = paths.NormPerOutput(q);
        Assert.All(power, norm => Assert.Equal(Depth * log2PerLayer / q, norm.Log2));
        Assert.Equal((Depth * log2PerLayer / q) + (Math.Log2(Width) / q), paths.Norm(q, q).Log2);
        Assert.Equal(paths.NormPerOutput(double.PositiveInfinity)[0].Log2, Depth * Math.Log2(weight));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(double.PositiveInfinity)]
    public void Rescaling_by_powers_of_two_changes_no_bit(double q)
    {
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets.T1ConvBnMaxpaddedGapFc");

        // Channels of the first convolution up, and the factors of the batch-norm behind it down, by up to 2^±100.
        var weights = paths.Parameters["c1.weight"];
        var means = paths.Parameters["b1.running_mean"];
        var gammas = paths.Parameters["b1.weight"];
        var taps = weights.Length / means.Length;
        int[] exponents = [100, -100, 60];
        means.Clear();
        var before = paths.NormPerOutput(q);
        for (var channel = 0; channel < means.Length; channel++)
        {
            foreach (ref var weight in weights.Slice(channel * taps, taps))
                weight = MathF.ScaleB(weight, exponents[channel]);
            gammas[channel] = MathF.ScaleB(gammas[channel], -exponents[channel]);
        }

        Assert.Equal(before, paths.NormPerOutput(q));
    }

    [Fact]
    public void Distances_of_outputs_whose_paths_part_by_more_than_a_double_holds_are_right()
    {
        // Two chains: one goes up by 2^100 a layer and down again, the other one down and up. Every path is 1; of half the parameters 2^-40.
        const int Depth = 40;
        var layers = new List<Layer> { new InputLayer("x", new(2)) };
        layers.AddRange(Enumerable.Range(0, Depth).Select(i => new LinearLayer("fc", i, new(2), 4 * i)));
        var layout = new ParameterLayout(new ParameterInfo("weight", ParameterRole.Weight, Depth, 2, 2));
        var (store, half) = (new ParameterStore(layout), new ParameterStore(layout));
        for (var i = 0; i < Depth; i++)
        {
            var up = MathF.ScaleB(1, i < Depth / 2 ? 100 : -100);
            (store.Values[4 * i], store.Values[(4 * i) + 3]) = (up, 1 / up);
            (half.Values[4 * i], half.Values[(4 * i) + 3]) = (up / 2, 0.5f / up);
        }

        var distance = new PathAnalysis(new PathDescription(new(layout, [.. layers], [0], [Depth])), store).Distance(half);

        Assert.Equal([1 - Math.ScaleB(1, -Depth), 1 - Math.ScaleB(1, -Depth)], distance.FromInputs.Select(part => part.Value));
        Assert.All(distance.OutputChangeBound(1), bound => Assert.InRange(bound.Value, 1 - Math.ScaleB(1, -Depth), 1 + 1e-12));
    }

    [Fact]
    public void Large_exponents_come_close_to_the_largest_path()
    {
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets.T1ConvBnMaxpaddedGapFc");
        var largest = paths.Norm(double.PositiveInfinity, double.PositiveInfinity);
        foreach (var q in new[] { 100, 1000, Math.Pow(2, 20) })
        {
            // ‖Φ‖_∞ ≤ ‖Φ‖_q ≤ n^{1/q} ‖Φ‖_∞ for n paths.
            var most = largest.Value * Math.Pow(31839, 1 / q);
            Assert.InRange(paths.Norm(q, q).Value, largest.Value * (1 - 1e-12), most * (1 + 1e-12));
        }
    }

    [Fact]
    public void Networks_without_paths_have_the_norm_zero()
    {
        var paths = Deep(3, 0);

        Assert.True(paths.Norm().IsZero);
        Assert.True(paths.Norm(double.PositiveInfinity, 2).IsZero);
        Assert.True(paths.Count().IsZero);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    [InlineData(double.NegativeInfinity)]
    public void Exponents_out_of_range_are_named(double exponent)
    {
        var paths = Deep(1, 1);

        Assert.Equal("q", Assert.Throws<ArgumentOutOfRangeException>(() => paths.Norm(exponent)).ParamName);
        Assert.Equal("r", Assert.Throws<ArgumentOutOfRangeException>(() => paths.Norm(1, exponent)).ParamName);
        Assert.Equal("q", Assert.Throws<ArgumentOutOfRangeException>(() => paths.NormPerOutput(exponent)).ParamName);
    }

    /// <summary>Square linear layers without biases, all weights alike.</summary>
    private static PathAnalysis Deep(int depth, float weight)
    {
        var layers = new List<Layer> { new InputLayer("x", new(Width)) };
        layers.AddRange(Enumerable.Range(0, depth).Select(i => new LinearLayer("fc", i, new(Width), i * Width * Width)));
        var layout = new ParameterLayout(new ParameterInfo("weight", ParameterRole.Weight, depth, Width, Width));
        var store = new ParameterStore(layout);
        store.Values.Fill(weight);
        return new(new PathDescription(new(layout, [.. layers], [0], [depth])), store);
    }
}
