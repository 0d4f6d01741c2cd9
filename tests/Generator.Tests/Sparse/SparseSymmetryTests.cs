using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Paths.Symmetries;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>Rescaling groups of sparse chains, and what is built on them, against neurons tied one by one.</summary>
public sealed class SparseSymmetryTests
{
    [Fact]
    public void Groups_are_the_neurons_that_frozen_edges_tie() => PlainNets.ForAll((net, paths, _, _) =>
    {
        var expected = new PlainTies(net).Groups;
        Assert.Equal(expected.Count, paths.RescalingGroups.Count);
        foreach (var (value, layer) in Layers(net, paths))
        {
            for (var i = 0; i < net.Width(value); i++)
            {
                var group = paths.RescalingGroups.OfLayer(layer)[i];
                var neurons = expected.SingleOrDefault(neurons => neurons.Contains((value, i)));
                Assert.Equal(neurons is null, group < 0);
                foreach (var (otherValue, otherLayer) in Layers(net, paths))
                {
                    for (var j = 0; neurons is not null && j < net.Width(otherValue); j++)
                        Assert.Equal(neurons.Contains((otherValue, j)), paths.RescalingGroups.OfLayer(otherLayer)[j] == group);
                }
            }
        }
    });

    /// <summary>The neurons between two factors with nothing between them are identity neurons, and every one of them scales by itself.</summary>
    [Fact]
    public void Each_neuron_between_two_bare_factors_is_a_group() => PlainNets.ForAll((net, paths, _, _) =>
    {
        if (net.Stages.All(stage => stage is PlainStage.Factor { SharedWith: 0 }))
            Assert.Equal(Enumerable.Range(1, net.Output - 1).Sum(net.Width), paths.RescalingGroups.Count);
    });

    [Fact]
    public void Rescaling_a_group_scales_what_enters_and_leaves_it() => PlainNets.ForAll((net, paths, theta, _) =>
    {
        var ties = new PlainTies(net);
        foreach (var group in paths.RescalingGroups)
        {
            var value = Layers(net, paths).First(item => paths.RescalingGroups.OfLayer(item.Layer).Contains(group.Index));
            var neurons = ties.Groups.Single(neurons => neurons.Contains((value.Value, paths.RescalingGroups.OfLayer(value.Layer).IndexOf(group.Index))));
            var expected = (double[])theta.Clone();
            foreach (var (parameter, target, source) in ties.Edges().DistinctBy(edge => edge.Parameter))
                expected[parameter] *= (neurons.Contains(target) ? 4 : 1) / (source is { } from && neurons.Contains(from) ? 4.0 : 1);
            var rescaled = PlainNets.Theta(paths.Rescale(group, 4));
            Assert.Equal(expected, rescaled);
            AssertSamePaths(net, theta, rescaled, 0);
        }
    });

    [Fact]
    public void Paths_do_not_see_a_rescaling_of_all_groups() => PlainNets.ForAll((net, paths, theta, random) =>
    {
        AssertSamePaths(net, theta, PlainNets.Theta(paths.RandomRescale(random.Next())), 0);
        var factors = Enumerable.Range(0, paths.RescalingGroups.Count).Select(_ => Math.Exp((2 * random.NextDouble()) - 1)).ToArray();
        AssertSamePaths(net, theta, PlainNets.Theta(paths.Rescale(factors)), 1e-6);
    });

    [Fact]
    public void Conserved_quantities_are_squares_entering_less_squares_leaving() => PlainNets.ForAll((net, paths, theta, _) =>
    {
        if (net.Stages.Any(stage => stage is PlainStage.Factor { SharedWith: > 0 }))
            return;

        var ties = new PlainTies(net);
        var expected = ties.Groups.Select(neurons => ties.Edges()
            .Where(edge => neurons.Contains(edge.Target) != (edge.Source is { } from && neurons.Contains(from)))
            .Sum(edge => (neurons.Contains(edge.Target) ? 1 : -1) * theta[edge.Parameter] * theta[edge.Parameter]));
        Assert.All(expected.Order().Zip(paths.ConservedQuantities().Select(quantity => quantity.Value).Order()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    });

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void Normalised_chains_have_norms_of_one(double q) => PlainNets.ForAll((net, paths, theta, _) =>
    {
        var normalised = paths.Normalize(q);
        var effective = normalised.Effective.ToArray();
        AssertSamePaths(net, theta, effective, 1e-12);
        if (!net.Stages.All(stage => stage is PlainStage.Factor { SharedWith: 0 } or PlainStage.Relu))
            return;

        for (var value = 1; value < net.Output; value++)
        {
            for (var i = 0; i < net.Width(value); i++)
            {
                var norm = Norm(net.Paths(effective, value, i).Select(path => path.Product), q);
                Assert.True(norm == 0 || Math.Abs(norm - 1) < 1e-12, FormattableString.Invariant($"neuron {i} of value {value} has the norm {norm}"));
            }
        }

        if (double.IsFinite(q))
        {
            var normal = PlainNets.Paths(net, normalised.ToStore());
            Assert.Equal(normal.Norm(q).Value, normal.ProductOfNorms(q).Value, 1e-5 * normal.Norm(q).Value);
        }
    });

    [Fact]
    public void Dead_and_twin_neurons_are_found_between_factors() => PlainNets.ForAll((net, paths, _, random) =>
    {
        if (net.Output < 2 || !net.Stages.All(stage => stage is PlainStage.Factor { SharedWith: 0 }) || net.Width(1) < 2)
            return;

        // Row 0 of the first factor becomes zero; so do all weights that leave the last of its results.
        var store = paths.Parameters.Clone();
        store.Values.Fill(1);
        Set(store, net, 1, (r, _) => r == 0, 0);
        Set(store, net, 2, (_, s) => s == net.Width(1) - 1, 0);
        var dead = PlainNets.Paths(net, store).FindDeadNeurons();
        Assert.Contains(dead, neuron => neuron is { Input: Death.Own } && neuron.Name == "f1[0]");
        Assert.Contains(dead, neuron => neuron is { Output: Death.Own } && neuron.Name == FormattableString.Invariant($"f1[{net.Width(1) - 1}]"));

        // Rows of one block are twins where all weights are alike, and rows of two blocks are not.
        store.Values.Fill(0.5f);
        Set(store, net, 1, (r, _) => r == 0, 1.5f);
        var pattern = ((PlainStage.Factor)net.Stages[0]).Pattern;
        var twins = PlainNets.Paths(net, store).FindTwinNeurons().Where(twins => twins.ToString().Contains("f1[", StringComparison.Ordinal)).ToArray();
        Assert.Equal(pattern.B > 1 ? pattern.A * pattern.D : 0, twins.Length);
    });

    /// <summary>The values that have a layer of their name, with its position.</summary>
    private static IEnumerable<(int Value, int Layer)> Layers(PlainNet net, PathAnalysis paths) =>
        from value in Enumerable.Range(1, net.Output)
        from layer in Enumerable.Range(0, paths.Architecture.Layers.Count)
        where paths.Architecture.Layers[layer].Name == FormattableString.Invariant($"f{value}")
        select (value, layer);

    private static void Set(ParameterStore store, PlainNet net, int value, Func<int, int, bool> where, float number)
    {
        for (var r = 0; r < net.Width(value); r++)
        for (var s = 0; s < net.Width(value - 1); s++)
        {
            if (net.Element(value, r, s) is >= 0 and var element && where(r, s))
                store.Values[element] = number;
        }
    }

    private static void AssertSamePaths(PlainNet net, double[] theta, double[] other, double tolerance) => Assert.All(
        net.PathsByOutput(theta).SelectMany(output => output).Zip(net.PathsByOutput(other).SelectMany(output => output)),
        pair => Assert.True(Math.Abs(pair.First.Product - pair.Second.Product) <= tolerance * Math.Abs(pair.First.Product), $"{pair.Second.Product} is not {pair.First.Product}"));

    private static double Norm(IEnumerable<double> values, double q)
    {
        var sizes = values.Select(Math.Abs).ToArray();
        return double.IsInfinity(q) ? sizes.Max() : Math.Pow(sizes.Sum(size => Math.Pow(size, q)), 1 / q);
    }
}
