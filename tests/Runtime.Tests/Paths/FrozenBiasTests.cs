using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Paths.Passes;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths;

/// <summary>Biases that are numbers of the architecture: v · (6 - max(0, 6 - max(0, w x))), a clamp from 0 to 6 between two weights.</summary>
public sealed class FrozenBiasTests
{
    private const float W = -1.5f, V = 0.25f;

    private static readonly ParameterLayout Layout = new(new ParameterInfo("w", ParameterRole.Weight, 1, 1), new ParameterInfo("v", ParameterRole.Weight, 1, 1));

    [Fact]
    public void They_stand_behind_the_parameters() =>
        Assert.Equal([W, V, 6, 6], EffectiveParameters.Of(Clamped(), Store()));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0.5)]
    public void They_count_in_norms_as_other_biases_do(double q)
    {
        var paths = Paths();
        double through = Math.Pow(Math.Abs(W * V), q), started = 2 * Math.Pow(6 * V, q);

        Assert.Equal(Math.Pow(through + started, 1 / q), paths.Norm(q).Value, 1e-12);
        Assert.Equal(Math.Pow(through, 1 / q), paths.Norm(q, 1, PathStarts.Inputs).Value, 1e-12);
        Assert.Equal(Math.Pow(started, 1 / q), paths.Norm(q, 1, PathStarts.Biases).Value, 1e-12);
    }

    [Fact]
    public void Norms_with_them_are_enclosed()
    {
        var enclosure = Paths().Enclose();

        Assert.InRange(Math.Abs(W * V) + (12 * V), enclosure.Lower.Value, enclosure.Upper.Value);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-2, 3)]
    [InlineData(-100, 6)]
    public void They_are_added(float x, double cut) => Assert.Equal(V * cut, Paths().Evaluate([x]).Outputs[0], 1e-12);

    [Fact]
    public void They_have_no_cost_and_are_part_of_those_behind_them()
    {
        var costs = Paths().Costs();

        Assert.Equal([Math.Abs(W * V), Math.Abs(W * V) + (12 * V)], costs.Values.ToArray());
    }

    /// <summary>Nothing but what is changed is apart: the paths from the biases are as they were.</summary>
    [Fact]
    public void They_are_the_same_in_every_store()
    {
        var distance = Paths().Distance(new ParameterStore(Layout, [W / 2, V]));

        Assert.True(distance.IsExact);
        Assert.Equal(Math.Abs(W * V) / 2, distance.Value.Value, 1e-12);
    }

    [Fact]
    public void Their_channels_are_in_no_rescaling_group()
    {
        var groups = Paths().RescalingGroups;

        Assert.Empty(groups);
        Assert.Contains("clamp[0] is tied to a frozen bias", Assert.Throws<ArgumentException>(() => groups.Of("clamp")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalising_and_merging_leave_them()
    {
        var paths = Paths();
        var normalised = paths.Normalize(1);

        Assert.Equal([W, V, 6, 6], normalised.Effective.ToArray());
        Assert.Equal(paths.Norm().Value, paths.MergedNorm().Value, 1e-12);
    }

    [Fact]
    public void A_layer_with_one_belongs_to_architectures_in_which_it_stands_at_one_place()
    {
        var layers = Clamped().Layers.ToArray();

        Assert.Same(layers[3], new Architecture(Layout, layers, [0], [6]).Layers[3]);
        var larger = new ParameterLayout(
            new ParameterInfo("w", ParameterRole.Weight, 1, 1), new ParameterInfo("v", ParameterRole.Weight, 1, 1), new ParameterInfo("other", ParameterRole.Weight, 1));
        Assert.Contains("other parameters or frozen biases before it", Assert.Throws<ArgumentException>(() => new Architecture(larger, layers, [0], [6])).Message, StringComparison.Ordinal);
        Assert.Contains("must be finite", Assert.Throws<ArgumentException>(
            () => new Architecture(Layout, [new InputLayer("x", new(1)), new WeightedSumLayer("s", new(1), [0], 1) { Bias = double.NaN }], [0], [1])).Message, StringComparison.Ordinal);
    }

    private static Architecture Clamped() => new(
        Layout,
        [
            new InputLayer("x", new(1)),
            new LinearLayer("before", 0, new(1), 0),
            new ReluLayer("clamp.relu", 1, new(1)),
            new WeightedSumLayer("clamp.sum", new(1), [2], -1) { Bias = 6 },
            new ReluLayer("clamp.relu2", 3, new(1)),
            new WeightedSumLayer("clamp", new(1), [4], -1) { Bias = 6 },
            new LinearLayer("behind", 5, new(1), 1),
        ],
        [0],
        [6]);

    private static PathAnalysis Paths() => new(new(Clamped()) { RescalingTable = new(0, 0, 1, -1, 1, 1, 1, -3, 1, 6, 1, -2, 1) }, Store());

    private static ParameterStore Store() => new(Layout, [W, V]);
}
