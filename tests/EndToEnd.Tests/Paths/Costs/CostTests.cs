using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Costs;

/// <summary>Φ-costs against the oracles, and against really zeroing each parameter.</summary>
public sealed class CostTests
{
    public static TheoryData<string> Dags => DagTests.Ids();

    public static TheoryData<string> TinyCnns => TinyCnnTests.Ids();

    [Theory]
    [MemberData(nameof(Dags))]
    public void Costs_of_the_dags_are_exact(string id)
    {
        var (dag, paths) = Emitted.Dag(id);
        var costs = paths.Costs();

        Assert.Equal(dag.Json.GetProperty("phi_l1").GetDouble(), costs.Norm.Value);
        Assert.False(costs.IsUpperEstimate);
        Assert.Equal(0, costs.Exponent);
        var expected = dag.Json.GetProperty("phi_costs").EnumerateArray().ToList();
        Assert.Equal(costs.Layout.Size, expected.Count);
        foreach (var cost in expected)
        {
            var index = Emitted.Index(dag, costs.Layout, cost[0].GetString()!);
            Assert.Equal(cost[1].GetDouble(), costs.Values[index]);
            Assert.Equal(new Magnitude(cost[1].GetDouble()), costs[index]);
        }
    }

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void Costs_of_the_tiny_networks_with_those_of_a_batch_norm_in_the_places_of_gamma_and_beta(string id)
    {
        var (cnn, paths) = Emitted.TinyCnn(id);
        var costs = paths.Costs();

        var expected = cnn.Json.GetProperty("phi_costs").EnumerateObject().ToDictionary(p => StoreName(p.Name), p => p.Value.EnumerateArray().Select(v => v.GetDouble()).ToArray(), StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(), costs.Layout.Where(p => p.IsTrainable).Select(p => p.Name).Order());
        foreach (var parameter in costs.Layout)
        {
            var values = costs.Values.Slice(parameter.Offset, parameter.Size).ToArray();
            if (!parameter.IsTrainable)
                Assert.All(values, value => Assert.Equal(0, value));
            else
                Assert.All(expected[parameter.Name].Zip(values), pair => Assert.Equal(pair.First, pair.Second, 2e-14 * pair.First));
        }
    }

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void A_cost_is_what_zeroing_the_weight_or_bias_takes_off_the_norm(string id)
    {
        var (_, paths) = Emitted.TinyCnn(id);
        var costs = paths.Costs();
        foreach (var parameter in costs.Layout.Where(p => p.Role is ParameterRole.Weight or ParameterRole.Bias))
        {
            for (var i = 0; i < parameter.Size; i += 1 + (parameter.Size / 7))
            {
                var zeroed = paths.Parameters.Clone();
                zeroed[parameter][i] = 0;
                var distance = paths.Distance(zeroed);
                Assert.True(distance.IsExact);
                Assert.Equal(distance.Value.Value, costs[parameter.Name, i].Value, 1e-13 * distance.Value.Value);
            }
        }
    }

    [Fact]
    public void Each_layer_of_ResNet18_carries_its_share()
    {
        var costs = Emitted.Network("ResNet18").Costs();

        // A path from an input takes one weight of the first convolution and one factor after it; every path ends with a
        // weight or bias of the last layer.
        Assert.InRange(Of(costs, "fc.weight") + Of(costs, "fc.bias"), costs.Norm.Value * (1 - 1e-12), costs.Norm.Value * (1 + 1e-12));
        Assert.InRange(Of(costs, "conv1.weight"), 0.01 * costs.Norm.Value, costs.Norm.Value);
        Assert.Equal(Of(costs, "conv1.weight"), Of(costs, "bn1.weight"), 1e-12 * costs.Norm.Value);
    }

    [Fact]
    public void Names_and_places_that_are_not_there_are_named()
    {
        var costs = Emitted.TinyCnn("t4_mini_unet").Paths.Costs();
        Assert.Contains("did you mean 'c0.weight'?", Assert.Throws<KeyNotFoundException>(() => costs["c0.weigth", 0]).Message, StringComparison.Ordinal);
        Assert.Contains("18 elements", Assert.Throws<ArgumentOutOfRangeException>(() => costs["c0.weight", 18]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_that_are_not_finite_are_named()
    {
        var paths = Emitted.TinyCnn("t4_mini_unet").Paths;
        paths.Parameters["c0.weight"][10] = float.NaN;
        Assert.Contains("c0.weight[1, 0, 0, 1] is NaN", Assert.Throws<ArgumentException>(paths.Costs).Message, StringComparison.Ordinal);
    }

    private static double Of(PathCosts costs, string name)
    {
        var parameter = costs.Layout[name];
        var sum = 0.0;
        foreach (var cost in costs.Values.Slice(parameter.Offset, parameter.Size))
            sum += cost;
        return Math.ScaleB(sum, (int)costs.Exponent);
    }

    private static string StoreName(string oracle) => oracle.Replace("effective_scale", "weight", StringComparison.Ordinal).Replace("effective_shift", "bias", StringComparison.Ordinal);
}
