using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Bounds;

public sealed class GeneralizationBoundTests
{
    [Fact]
    public void The_bound_is_the_product_of_its_factors()
    {
        var paths = Dag("lfcn_nobias_2_3_1");
        var bound = paths.GeneralizationBound(samples: 400, largestInput: 3, Loss.CrossEntropy);

        // By hand: D = 2, P = 0, K = 1, d_in = 2, d_out = 1, ‖Φ‖₁ = 13.078125.
        var c = Math.Sqrt((2 * Math.Log(3)) + Math.Log(3 * 3 * 1));
        Assert.Equal(c, bound.Constant, 1e-15);
        Assert.Equal(4 * 3 / 20.0 * c, bound.PerUnit, 1e-15);
        Assert.Equal(13.078125, bound.PathNorm.Value);
        Assert.Equal(4 * 3 / 20.0 * c * Math.Sqrt(2) * 13.078125, bound.Value.Value, 1e-13);
        Assert.Equal(1, (bound.Value / bound.PathNorm * bound.PathNormForOne).Value, 1e-15);
        Assert.Equal("23.263 = 1.258 (4BC/√n, C = 2.096) x 1.4142 (cross-entropy) x 13.078 (path norm)", bound.ToString());
    }

    [Fact]
    public void A_margin_gives_twice_its_inverse() => Assert.Equal(
        2 / 0.5 / Math.Sqrt(2),
        (Dag("skip_relu_1").GeneralizationBound(10, 1, Loss.Margin(0.5)).Value / Dag("skip_relu_1").GeneralizationBound(10, 1, Loss.CrossEntropy).Value).Value,
        1e-14);

    /// <summary>σ is at least √n by its definition.</summary>
    [Fact]
    public void Small_inputs_gain_nothing() => Assert.Equal(
        Dag("skip_relu_1").GeneralizationBound(10, 1, Loss.CrossEntropy).Value,
        Dag("skip_relu_1").GeneralizationBound(10, 0.25, Loss.CrossEntropy).Value);

    [Fact]
    public void A_pool_with_a_bias_is_refused_by_name()
    {
        var paths = Dag("kpool_weighted_biased_1");
        Assert.Equal(
            "Theorem 4.4.1 needs null biases on k-max-pool neurons, but 'h00.bias' is -0.875.",
            Assert.Throws<InvalidOperationException>(() => paths.GeneralizationBound(100, 1, Loss.CrossEntropy)).Message);

        foreach (var name in paths.Constants.PoolBiases)
        {
            paths.Parameters[name].Clear();
        }

        Assert.False(paths.GeneralizationBound(100, 1, Loss.CrossEntropy).Value.IsZero);
    }

    [Fact]
    public void An_input_that_is_an_output_is_refused_by_name()
    {
        var layout = new ParameterLayout();
        var paths = new PathAnalysis(new(new Architecture(layout, [new InputLayer("image", new(3))], [0], [0])) { Constants = new() }, new(layout));
        Assert.Equal(
            "Theorem 4.4.1 needs outputs that are no inputs, but 'image' is both.",
            Assert.Throws<InvalidOperationException>(() => paths.GeneralizationBound(100, 1, Loss.CrossEntropy)).Message);
    }

    [Fact]
    public void The_sharpened_constant_is_refused_for_two_kinds_of_pools() => Assert.Equal(
        "The sharpened constant (Remark 4.4.1) is for one kind of k-max-pool neurons, in layers that every path crosses; this network has 2 kinds of them.",
        Assert.Throws<InvalidOperationException>(() => Dag("kpool_1").GeneralizationBound(100, 1, Loss.CrossEntropy, sharpened: true)).Message);

    [Fact]
    public void Arguments_are_checked()
    {
        var paths = Dag("skip_relu_1");
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.GeneralizationBound(0, 1, Loss.CrossEntropy));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.GeneralizationBound(1, double.NaN, Loss.CrossEntropy));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.Margin(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.Lipschitz("hinge", double.PositiveInfinity));
        Assert.Throws<InvalidOperationException>(() => new PathAnalysis(new(paths.Architecture), paths.Parameters).Constants);
    }

    /// <summary>The bound of ResNet-18 with deterministic weights: thirty orders of magnitude too large to inform, and a number.</summary>
    [Fact]
    public void A_large_network_has_a_bound()
    {
        var oracle = OracleFiles.Network("resnet18").Json;
        var paths = EmittedPaths.WithDetWeights("Corpus.Nets.ResNet18");
        var bound = paths.GeneralizationBound(1268355, 2.6400001, Loss.CrossEntropy, DepthConvention.WithoutPools);
        var norm = oracle.GetProperty("path_norm").GetProperty("1").GetProperty("float64").GetProperty("1").GetDouble();
        var perUnit = oracle.GetProperty("theorem_4_4_1").GetProperty("with_D_conv_fc").GetProperty("bound_4CB_over_sqrt_n").GetDouble();
        Assert.Equal(1, bound.Value.Value / (perUnit * Math.Sqrt(2) * norm), 1e-12);
        Assert.Equal(norm / oracle.GetProperty("path_norm").GetProperty("1").GetProperty("phi_I_float64").GetProperty("1").GetDouble(), (bound.PathNorm / paths.Norm(1, 1, PathStarts.Inputs)).Value, 1e-12);
    }

    private static PathAnalysis Dag(string id) => EmittedPaths.Dag(id).Paths;
}
