using System;
using System.Linq;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class RandomParametersTests
{
    private static readonly ParameterLayout Layout = new(
        new ParameterInfo("conv.weight", ParameterRole.Weight, 64, 32, 3, 3),
        new ParameterInfo("conv.bias", ParameterRole.Bias, 64),
        new ParameterInfo("bn.weight", ParameterRole.Gamma, 64),
        new ParameterInfo("bn.bias", ParameterRole.Beta, 64),
        new ParameterInfo("bn.running_mean", ParameterRole.RunningMean, 64),
        new ParameterInfo("bn.running_var", ParameterRole.RunningVariance, 64),
        new ParameterInfo("ks.weight", ParameterRole.Weight, 8, 32, 16, 4) { FanIn = 16 },
        new ParameterInfo("neuron.weight", ParameterRole.Weight, 5000));

    [Theory]
    [InlineData("conv.weight", 32 * 9)]
    [InlineData("ks.weight", 16)]
    [InlineData("neuron.weight", 5000)]
    public void Weights_are_normal_with_two_over_the_fan_in_as_variance(string name, int fanIn)
    {
        Assert.Equal(fanIn, Layout[name].FanIn);
        var deviation = Math.Sqrt(2.0 / fanIn);
        var values = ParameterStore.Random(Layout, seed: 1)[name].ToArray().Select(v => v / deviation).ToArray();

        // Standard errors of n samples: 1/√n of the mean, √(2/n) of the variance; five of them are allowed.
        var n = values.Length;
        Assert.InRange(values.Average(), -5 / Math.Sqrt(n), 5 / Math.Sqrt(n));
        Assert.InRange(values.Average(v => v * v), 1 - (5 * Math.Sqrt(2.0 / n)), 1 + (5 * Math.Sqrt(2.0 / n)));
        foreach (var (bound, share) in new[] { (0.5, 0.3829), (1, 0.6827), (2, 0.9545) })
        {
            Assert.InRange(values.Count(v => Math.Abs(v) < bound) / (double)n, share - 0.01 - (2.5 / Math.Sqrt(n)), share + 0.01 + (2.5 / Math.Sqrt(n)));
        }

        Assert.True(values.Distinct().Count() > 0.99 * n);
    }

    [Fact]
    public void Other_roles_do_nothing()
    {
        var store = ParameterStore.Random(Layout, seed: 1);
        Assert.All(new[] { "conv.bias", "bn.bias", "bn.running_mean" }, name => Assert.All(store[name].ToArray(), value => Assert.Equal(0, value)));
        Assert.All(new[] { "bn.weight", "bn.running_var" }, name => Assert.All(store[name].ToArray(), value => Assert.Equal(1, value)));
    }

    [Fact]
    public void Numbers_depend_on_seed_and_name_alone()
    {
        var store = ParameterStore.Random(Layout, seed: 1);
        Assert.Equal(store.Values.ToArray(), ParameterStore.Random(Layout, seed: 1).Values.ToArray());
        Assert.Equal(store["ks.weight"].ToArray(), ParameterStore.Random(new ParameterLayout(Layout["ks.weight"]), seed: 1).Values.ToArray());
        Assert.NotEqual(store["ks.weight"].ToArray(), ParameterStore.Random(Layout, seed: 2)["ks.weight"].ToArray());
        Assert.NotEqual(store["ks.weight"].ToArray(), ParameterStore.Random(Layout, seed: -1)["ks.weight"].ToArray());
    }

    /// <summary>The recipe again, in other words: so the numbers are the same on every machine and in every version.</summary>
    [Fact]
    public void Numbers_are_those_of_the_recipe()
    {
        var store = ParameterStore.Random(Layout, seed: 7);
        var start = DetWeights.Z(DetWeights.Seed("conv.weight") ^ 7, 0);
        for (var i = 0; i < 100; i++)
        {
            var halves = Enumerable.Range(0, 6).Select(k => DetWeights.Z(start, (6L * i) + k)).SelectMany(z => new[] { z >> 32, z & uint.MaxValue });
            var normal = (double)((Int128)halves.Aggregate(UInt128.Zero, (sum, half) => sum + half) - (6 * (Int128)uint.MaxValue)) / Math.Pow(2, 32);
            Assert.Equal((float)(normal * Math.Sqrt(2.0 / 288)), store["conv.weight"][i]);
        }
    }

    [Fact]
    public void A_fan_in_is_positive_and_no_part_of_equality()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterInfo("w", ParameterRole.Weight, 2, 3) { FanIn = 0 });
        Assert.Equal(new ParameterInfo("w", ParameterRole.Weight, 2, 3), new ParameterInfo("w", ParameterRole.Weight, 2, 3) { FanIn = 7 });
        Assert.Equal(1, new ParameterInfo("w", ParameterRole.Weight).FanIn);
    }
}
