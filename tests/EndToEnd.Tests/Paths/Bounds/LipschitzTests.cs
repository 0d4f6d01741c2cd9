using System;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Bounds;

public sealed class LipschitzTests
{
    public static TheoryData<string> Dags => [.. OracleFiles.Dags.Select(dag => dag.Id)];

    /// <summary>The oracle states the bound with all paths, ‖Φ‖; the one without biases lies between it and the truth.</summary>
    [Theory]
    [MemberData(nameof(Dags))]
    public void The_distance_of_outputs_is_bounded(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        foreach (var expected in dag.Json.GetProperty("lipschitz_x").EnumerateArray())
        {
            var (x, other) = (Input(dag, expected.GetProperty("i").GetInt32()), Input(dag, expected.GetProperty("j").GetInt32()));
            var r = R(expected.GetProperty("r").GetString()!);
            var distance = x.Zip(other, (a, b) => Math.Abs((double)a - b)).Max();
            var bound = paths.OutputDistanceBound(x, other, r).Value;
            var observed = expected.GetProperty("lhs").GetDouble();

            Close(expected.GetProperty("bound").GetDouble(), paths.Norm(1, r).Value * distance);
            Assert.Equal(paths.LipschitzInInput(r).Value * distance, bound, 1e-12 * bound);
            Assert.True(observed <= bound * (1 + 1e-14), $"{observed} > {bound}");
            Assert.True(bound <= expected.GetProperty("bound").GetDouble() * (1 + 1e-12));
        }
    }

    [Theory]
    [MemberData(nameof(Dags))]
    public void The_product_of_norms_is_that_of_the_oracle(string id)
    {
        var (dag, paths) = EmittedPaths.Dag(id);
        foreach (var order in dag.Json.GetProperty("Pi").EnumerateObject())
        {
            var q = R(order.Name);
            var expected = order.Value.GetProperty("per_output_max").EnumerateArray().Select(value => value.GetDouble()).ToArray();
            var actual = paths.ProductOfNormsPerOutput(q);
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                Close(expected[i], actual[i].Value, exact: q == 1);
            }

            foreach (var reduced in order.Value.GetProperty("r").EnumerateObject())
            {
                Close(reduced.Value.GetDouble(), paths.ProductOfNorms(q, R(reduced.Name)).Value, exact: q == 1 && reduced.Name != "2");
            }
        }
    }

    /// <summary>Theorem 3.3.2.</summary>
    [Theory]
    [MemberData(nameof(Dags))]
    public void The_product_of_norms_is_not_below_the_path_norm(string id)
    {
        var (_, paths) = EmittedPaths.Dag(id);
        foreach (var q in new[] { 0.5, 1, 2, 3, 40 })
        {
            foreach (var r in new[] { 0.5, 1, 2, double.PositiveInfinity })
            {
                Assert.True(paths.ProductOfNorms(q, r).Log2 >= paths.Norm(q, r).Log2 - 1e-12);
            }
        }
    }

    [Fact]
    public void A_large_network_has_a_product_of_norms()
    {
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets.ResNet18");
        Assert.InRange(paths.ProductOfNorms().Log2, paths.Norm().Log2, 130);
    }

    /// <summary>Definition 3.3.1 in plain doubles: a convolution's neurons by their own edges, and not by the whole kernel.</summary>
    [Theory]
    [MemberData(nameof(BoundConstantsTests.SmallNets), MemberType = typeof(BoundConstantsTests))]
    public void The_product_of_norms_is_that_of_the_edges(string name)
    {
        var paths = EmittedPaths.WithDetWeights(name);
        foreach (var q in new[] { 0.5, 1, 2, 3 })
        {
            var expected = PlainProduct.Of(paths.Architecture, EffectiveParameters.Of(paths.Architecture, paths.Parameters), q);
            var actual = paths.ProductOfNormsPerOutput(q);
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i].Value, 1e-12 * expected[i]);
            }
        }
    }

    /// <summary>At a q that no double can hold the powers for, the norms are maxima but for a factor.</summary>
    [Fact]
    public void The_product_of_norms_neither_overflows_nor_underflows()
    {
        var (_, paths) = EmittedPaths.Dag("lfcn_nobias_2_3_1");
        paths.Parameters.Values.Fill(1e-30f);
        paths.Parameters["y0.bias"].Clear();
        Assert.Equal(2 * Math.Log2(1e-30), paths.ProductOfNorms(500).Log2, 0.01);
    }

    [Fact]
    public void What_is_no_sample_is_refused()
    {
        var (_, paths) = EmittedPaths.Dag("lfcn_nobias_2_3_1");
        Assert.StartsWith("'other' holds 3 floats; one sample of all inputs is 2.", Assert.Throws<ArgumentException>(() => paths.OutputDistanceBound(new float[2], new float[3])).Message, StringComparison.Ordinal);
        Assert.StartsWith("'x' holds NaN", Assert.Throws<ArgumentException>(() => paths.OutputDistanceBound([0, float.NaN], new float[2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.ProductOfNorms(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.ProductOfNorms(1, 0));
    }

    [Theory]
    [InlineData(1e19)]
    [InlineData(2e6)]
    [InlineData(9e-7)]
    [InlineData(1e-300)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Exponents_without_digits_are_refused_everywhere(double exponent)
    {
        var (_, paths) = EmittedPaths.TinyCnn("t4_mini_unet");
        Action[] calls =
        [
            () => paths.Norm(exponent, 1),
            () => paths.Norm(1, exponent),
            () => paths.NormPerOutput(exponent),
            () => paths.Norm(Precision.Single, exponent),
            () => paths.Norm(Precision.Single, 1, exponent),
            () => paths.ProductOfNorms(exponent),
            () => paths.ProductOfNorms(1, exponent),
            () => paths.ProductOfNormsPerOutput(exponent),
            () => paths.LipschitzInInput(exponent),
            () => paths.MergedNorm(exponent),
            () => paths.Normalize(exponent),
        ];
        Assert.All(calls, call => Assert.Throws<ArgumentOutOfRangeException>(call));
    }

    [Fact]
    public void What_is_no_precision_and_no_set_of_paths_is_refused()
    {
        var (_, paths) = EmittedPaths.TinyCnn("t4_mini_unet");
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Norm((Precision)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Costs((Precision)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Norm(Precision.Single, starts: (PathStarts)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.Norm(starts: (PathStarts)9));
    }

    [Theory]
    [InlineData("c0.weight", float.NaN, "c0.weight[0, 0, 0, 1] is NaN")]
    [InlineData("c0.weight", float.NegativeInfinity, "c0.weight[0, 0, 0, 1] is -Infinity")]
    public void A_parameter_that_is_not_finite_is_named_everywhere(string tensor, float value, string message)
    {
        var (_, paths) = EmittedPaths.TinyCnn("t4_mini_unet");
        paths.Parameters[tensor][1] = value;
        var sample = new float[paths.Architecture.Layers[paths.Architecture.Inputs[0]].Size];
        Action[] calls =
        [
            () => paths.Norm(),
            () => paths.Norm(Precision.Single),
            () => paths.NormPerOutput(),
            () => paths.Count(),
            () => paths.LipschitzInInput(),
            () => paths.ProductOfNorms(),
            () => paths.ProductOfNormsPerOutput(),
            () => paths.Average([sample]),
            () => paths.Lift(int.MaxValue),
            () => paths.Evaluate(sample),
            () => paths.Normalize(1),
            () => paths.MergedNorm(),
            () => paths.Costs(),
            () => paths.Costs(Precision.Single),
            () => paths.FindDeadNeurons(),
            () => paths.FindTwinNeurons(),
            () => paths.ConservedQuantities(),
            () => paths.MagnitudeMask(0.5),
            () => paths.Truncate(0.5),
            () => paths.RandomRescale(1),
        ];
        Assert.All(calls, call => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal));
    }

    private static float[] Input(DagCase dag, int evaluation) => [.. dag.Evaluations[evaluation].X.Select(value => (float)value)];

    private static double R(string text) => text == "inf" ? double.PositiveInfinity : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void Close(double expected, double actual, bool exact = false) =>
        Assert.True(exact ? expected == actual : Math.Abs(expected - actual) <= 1e-14 * Math.Abs(expected), $"{actual} is not {expected}");
}
