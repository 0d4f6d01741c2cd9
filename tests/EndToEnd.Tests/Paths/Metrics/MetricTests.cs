using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.EndToEnd.Tests.Paths.Costs;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Metrics;

/// <summary>Path metrics and the changes of outputs they bound, against the oracles.</summary>
public sealed class MetricTests
{
    public static TheoryData<string> Dags => DagTests.Ids();

    [Theory]
    [MemberData(nameof(Dags))]
    public void Distances_and_bounds_of_the_dags(string id)
    {
        var (dag, paths) = Emitted.Dag(id);
        foreach (var perturbation in dag.Json.GetProperty("perturbations").EnumerateArray())
        {
            var distance = paths.Distance(Perturbed(dag, paths.Parameters.Layout, perturbation.GetProperty("theta")));
            var metric = perturbation.GetProperty("path_metric_l1").GetDouble();
            Assert.Equal(perturbation.GetProperty("lower_bound_abs_difference").GetDouble(), distance.LowerBound.Value);
            if (perturbation.GetProperty("shrinking").GetBoolean())
            {
                Assert.True(distance.IsExact);
                Assert.Equal(metric, distance.Value.Value);
            }
            else
            {
                Assert.InRange(metric, distance.LowerBound.Value, distance.Value.Value);
            }

            foreach (var (evaluation, x) in perturbation.GetProperty("evaluations").EnumerateArray().Zip(dag.Evaluations, (e, d) => (e, d.X)))
                CheckBounds(distance, evaluation, x.Count == 0 ? 0 : x.Max(Math.Abs));
        }
    }

    [Fact]
    public void A_parameter_that_changes_its_sign_is_named()
    {
        var paths = Emitted.TinyCnn("t1_conv_bn_maxpadded_gap_fc").Paths;
        var other = paths.Parameters.Clone();
        var weight = other["c2.weight"][5];
        other["c2.weight"][5] = -weight;
        other["fc.bias"][0] *= -1;
        var message = Assert.Throws<ArgumentException>(() => paths.Distance(other)).Message;
        Assert.Contains("c2.weight[1, 2, 0, 0] is " + ((double)weight).ToString("r", CultureInfo.InvariantCulture), message, StringComparison.Ordinal);

        other = paths.Parameters.Clone();
        other["b1.running_mean"][2] = other["b1.running_mean"][2] > 0 ? -1000 : 1000;
        Assert.Contains("b1.bias[2], the batch-norm's shift β − γμ/√(s+ε), is ", Assert.Throws<ArgumentException>(() => paths.Distance(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nearly_equal_parameters_have_a_distance_to_full_precision()
    {
        var (dag, paths) = Emitted.Dag("dense_deep_0");
        var other = paths.Parameters.Clone();
        var index = Emitted.Index(dag, other.Layout, dag.Json.GetProperty("phi_costs")[0][0].GetString()!);
        var value = other.Values[index];
        other.Values[index] = MathF.CopySign(MathF.BitDecrement(Math.Abs(value)), value);

        // ‖Φ‖₁ is linear in one parameter: its cost times the share that was taken away.
        var expected = paths.Costs()[index].Value * ((Math.Abs((double)value) - Math.Abs((double)other.Values[index])) / Math.Abs((double)value));
        Assert.Equal(expected, paths.Distance(other).Value.Value, 1e-14 * expected);
    }

    [Fact]
    public void Truncation_rounds_towards_zero_and_never_grows()
    {
        var paths = Emitted.TinyCnn("t5_conv_bias_then_bn").Paths;
        foreach (var step in new[] { 0.1, 1.0 / 64, 1e-30, 1000 })
        {
            var coarse = paths.Truncate(step);
            var distance = paths.Distance(coarse);
            Assert.True(distance.IsExact);
            foreach (var parameter in coarse.Layout)
            {
                for (var i = 0; i < parameter.Size; i++)
                {
                    double before = paths.Parameters[parameter][i], after = coarse[parameter][i];
                    if (parameter.Role is ParameterRole.Weight or ParameterRole.Bias)
                        Assert.True(Math.Abs(after) <= Math.Abs(before) && Math.Abs(before) - Math.Abs(after) <= step * (1 + 1e-6), $"{parameter.Name}[{i}]: {before} -> {after}");
                    else
                        Assert.Equal(before, after);
                }
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Truncate(0));
    }

    [Fact]
    public void No_change_is_no_distance()
    {
        var distance = Emitted.TinyCnn("t6_grouped_depthwise_dilated").Paths is var paths ? paths.Distance(paths.Parameters) : null!;
        Assert.True(distance is { IsExact: true, Value.IsZero: true, LowerBound.IsZero: true });
        Assert.All(distance.OutputChangeBound(3), bound => Assert.True(bound.IsZero));
        Assert.Throws<ArgumentOutOfRangeException>(() => distance.ChangeBound(-1));
    }

    private static void CheckBounds(PathDistance distance, JsonElement evaluation, double inputSize)
    {
        var outputs = evaluation.GetProperty("per_output").EnumerateArray().ToList();
        foreach (var (expected, actual) in outputs.Zip(distance.OutputChangeBound(inputSize)))
        {
            Assert.True(expected.GetProperty("diff").GetDouble() <= actual.Value);
            if (distance.IsExact)
                AssertJustAbove(expected.GetProperty("bound_3_6").GetDouble(), actual.Value);
            else
                Assert.True(expected.GetProperty("bound_3_6").GetDouble() <= actual.Value);
        }

        if (distance.IsExact)
            AssertJustAbove(evaluation.GetProperty("corollary_bound").GetDouble(), distance.ChangeBound(inputSize).Value);
        else
            Assert.True(evaluation.GetProperty("corollary_bound").GetDouble() <= distance.ChangeBound(inputSize).Value);
    }

    /// <summary>Guarantees are rounded up.</summary>
    private static void AssertJustAbove(double expected, double actual) => Assert.InRange(actual, expected, expected * (1 + 1e-12));

    private static ParameterStore Perturbed(DagCase dag, ParameterLayout layout, JsonElement theta)
    {
        var store = new ParameterStore(layout);
        foreach (var weight in theta.GetProperty("weights").EnumerateArray())
            store.Values[Emitted.Index(dag, layout, $"{weight[0].GetString()}>{weight[1].GetString()}")] = (float)weight[2].GetDouble();
        foreach (var bias in theta.GetProperty("biases").EnumerateObject())
            store.Values[Emitted.Index(dag, layout, "b:" + bias.Name)] = (float)bias.Value.GetDouble();
        return store;
    }
}
