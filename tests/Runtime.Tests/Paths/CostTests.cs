using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

/// <summary>Costs and distances of hand-made chains, where each is known.</summary>
public sealed class CostTests
{
    private const int Depth = 60;

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    [InlineData(1)]
    public void Costs_of_deep_chains_neither_overflow_nor_vanish(float weight)
    {
        var paths = Chain(weight);
        var costs = paths.Costs();

        // One path from the input takes every weight; that of the bias starts with 1 and takes all but the first.
        var product = new Magnitude(weight);
        var fromBias = Enumerable.Repeat(product, Depth - 1).Aggregate((left, right) => left * right);
        var fromInput = product * fromBias;
        AssertClose(fromInput + fromBias, costs.Norm);
        AssertClose(fromInput, costs["fc1.weight", 0]);
        AssertClose(fromBias, costs["fc1.bias", 0]);
        for (var i = 2; i <= Depth; i++)
            AssertClose(costs.Norm, costs[$"fc{i}.weight", 0]);
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void Distances_of_deep_chains_neither_overflow_nor_vanish(float weight)
    {
        var paths = Chain(weight);
        var distance = paths.Distance(new PruningMask(paths.Parameters.Layout, [paths.Parameters.Layout["fc1.weight"].Offset]));
        AssertClose(paths.Costs()["fc1.weight", 0], distance.Value);
        Assert.True(distance.FromBiases.Single().IsZero);

        // Half of every parameter: (1 - 2^-depth) of each path remains to go, for both paths have as many factors.
        var half = paths.Parameters.Clone();
        foreach (ref var value in half.Values)
            value /= 2;
        AssertClose(paths.Costs().Norm * new Magnitude(1 - Math.ScaleB(1, -Depth)), paths.Distance(half).Value);
    }

    [Fact]
    public void Layers_that_share_a_weight_along_a_path_have_upper_estimates()
    {
        var layout = new ParameterLayout(new ParameterInfo("fc.weight", ParameterRole.Weight, 1, 1), new ParameterInfo("last.weight", ParameterRole.Weight, 1, 1));
        var architecture = new Architecture(layout, [new InputLayer("x", new(1)), new LinearLayer("a", 0, new(1), 0), new LinearLayer("b", 1, new(1), 0), new LinearLayer("last", 2, new(1), 1)], [0], [3]);
        var paths = new PathAnalysis(new PathDescription(architecture) { ReusedParameters = [0] }, new ParameterStore(layout, [3, 5]));

        var costs = paths.Costs();
        Assert.True(costs.IsUpperEstimate && costs.IsUpperEstimateOf("fc.weight") && !costs.IsUpperEstimateOf("last.weight"));
        Assert.Equal(45, costs.Norm.Value);
        Assert.Equal(90, costs["fc.weight", 0].Value);
        Assert.Equal(45, costs["last.weight", 0].Value);
        Assert.Equal(45, paths.Distance(new PruningMask(layout, [0])).Value.Value);
    }

    [Fact]
    public void A_layer_that_is_two_outputs_counts_twice()
    {
        var layout = new ParameterLayout(new ParameterInfo("fc.weight", ParameterRole.Weight, 1, 1));
        var architecture = new Architecture(layout, [new InputLayer("x", new(1)), new LinearLayer("a", 0, new(1), 0)], [0], [1, 1]);
        var costs = new PathAnalysis(new PathDescription(architecture), new ParameterStore(layout, [-3])).Costs();
        Assert.Equal((6, 6), (costs.Norm.Value, costs["fc.weight", 0].Value));
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e20f)]
    public void A_cost_far_below_the_norm_has_its_digits_and_its_place(float weight)
    {
        var paths = Chain(weight, lastBias: 1.5f);
        var costs = paths.Costs();
        var (first, last) = (paths.Parameters.Layout["fc1.bias"].Offset, paths.Parameters.Layout["last.bias"].Offset);
        Assert.True(costs.Norm.Exponent > 2000);
        Assert.Equal(1.5, costs["last.bias", 0].Value);
        Assert.True(costs.Values[last] > 0 && costs.Values[last] < costs.Values[first]);

        var mask = new PruningMask(costs.Layout, [last]);
        Assert.Equal(1.5, costs.Sum(mask).Value);
        Assert.InRange(costs.ChangeBound(mask, 2).Value, 3, 3 * (1 + 1e-12));
        Assert.Equal(1, costs.GlobalMask(0.5, PrunableRoles.Biases).Overlap(mask));
    }

    private static PathAnalysis Chain(float weight, float lastBias = 0)
    {
        var names = Enumerable.Range(1, Depth).Select(i => new ParameterInfo($"fc{i}.weight", ParameterRole.Weight, 1, 1));
        var layout = new ParameterLayout([.. names, new ParameterInfo("fc1.bias", ParameterRole.Bias, 1), new ParameterInfo("last.bias", ParameterRole.Bias, 1)]);
        Layer[] layers =
        [
            new InputLayer("x", new(1)),
            .. Enumerable.Range(1, Depth).Select(i => new LinearLayer($"fc{i}", i - 1, new(1), i - 1) { Bias = i == 1 ? Depth : i == Depth ? Depth + 1 : -1 }),
        ];
        var store = new ParameterStore(layout);
        store.Values.Fill(weight);
        store["fc1.bias"].Fill(1);
        store["last.bias"].Fill(lastBias);
        return new(new PathDescription(new(layout, layers, [0], [Depth])), store);
    }

    private static void AssertClose(Magnitude expected, Magnitude actual) => Assert.Equal(1, (actual / expected).Value, 1e-13);
}
