using System;
using System.Collections.Generic;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths.Enclosures;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Paths.Enclosures;

/// <summary>What roundings of floats can add up to in a network, against sums that were really made in floats.</summary>
public class RoundingMarginTests
{
    private const double U = 1.0 / (1 << 24);

    [Fact]
    public void A_layer_rounds_once_for_each_edge_into_a_neuron()
    {
        var layout = new ParameterLayout(new ParameterInfo("a.weight", ParameterRole.Weight, 1, 1000));
        var margin = RoundingMargin.Single(new(layout, [new InputLayer("x", new(1000)), new LinearLayer("a", 0, new(1), 0)], [0], [1]));

        Assert.InRange(margin, 1000 * U, 1100 * U);
    }

    /// <summary>Each block adds a little to a value near 1: all roundings fall the same way, and 2^-16 does not cover them.</summary>
    [Theory]
    [InlineData(600, 2.9e-8)]
    [InlineData(600, 5.1e-8)]
    [InlineData(2000, 5.9e-8)]
    public void Small_increments_lost_in_a_deep_network_are_covered(int blocks, double increment)
    {
        var layout = new ParameterLayout(new ParameterInfo("w", ParameterRole.Weight, 1, 1));
        List<Layer> layers = [new InputLayer("x", new(1))];
        var (single, exact) = (1f, 1.0);
        for (var i = 0; i < blocks; i++)
        {
            layers.Add(new LinearLayer($"fc{i}", layers.Count - 1, new(1), 0));
            layers.Add(new AddLayer($"sum{i}", new(1), layers.Count - 2, layers.Count - 1));
            single += (float)increment * single;
            exact += (float)increment * exact;
        }

        var margin = RoundingMargin.Single(new(layout, [.. layers], [0], [layers.Count - 1]));

        Assert.True(exact > single, "the roundings were meant to fall one way");
        Assert.InRange(exact, single, single * (1 + margin));
        Assert.InRange(margin, 0, 1.0 / 256);
    }
}
