using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Average;

/// <summary>Norms of merged networks against those of networks that are merged by hand or by the oracle.</summary>
public sealed class MergedNormTests
{
    public static TheoryData<string> TinyCnns() => TinyCnnTests.Ids();

    public static TheoryData<string> Dags() => DagSpecTests.Ids();

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void Folded_batch_norms_are_the_oracles(string id)
    {
        var (cnn, paths) = EmittedPaths.TinyCnn(id);
        foreach (var norm in cnn.Json.GetProperty("path_norm").EnumerateObject())
        {
            var q = double.Parse(norm.Name, CultureInfo.InvariantCulture);
            if (!norm.Value.TryGetProperty("bn_folded", out var folded))
                folded = norm.Value.GetProperty("bn_separate");
            foreach (var r in folded.EnumerateObject().Where(r => r.Value.ValueKind == JsonValueKind.Number))
            {
                var expected = r.Value.GetDouble();
                var exponent = r.Name == "inf" ? double.PositiveInfinity : double.Parse(r.Name, CultureInfo.InvariantCulture);
                Assert.Equal(expected, paths.MergedNorm(q, exponent, merges: Merges.Affine).Value, expected * 1e-13);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Dags))]
    public void A_merged_norm_is_at_most_the_norm(string id)
    {
        var (_, paths) = EmittedPaths.Dag(id);
        foreach (var q in (double[])[0.5, 1])
        {
            foreach (var starts in Enum.GetValues<PathStarts>())
                Assert.True(paths.MergedNorm(q, 1, starts).Value <= paths.Norm(q, 1, starts).Value * (1 + 1e-14));
        }

        Assert.Equal(paths.Norm(2, 2), paths.MergedNorm(2, 2, merges: Merges.None));
    }

    [Theory]
    [InlineData("identity_merge_before", "identity_merge_after")]
    [InlineData("bn_separate_neuron", "bn_folded_neuron")]
    public void Identity_neurons_are_merged_as_by_hand(string before, string after)
    {
        var (expected, paths) = (EmittedPaths.Dag(after).Paths, EmittedPaths.Dag(before).Paths);
        Assert.NotEqual(expected.Norm(), paths.Norm());
        foreach (var q in (double[])[0.5, 1, 2, double.PositiveInfinity])
            Assert.Equal(expected.Norm(q).Value, paths.MergedNorm(q).Value, 1e-14);
    }

    /// <summary>For q = 2 two parallel edges of 1 make one of 2, and √(1 + 1) becomes 2.</summary>
    [Fact]
    public void Above_one_a_merged_norm_may_be_larger()
    {
        var paths = Net([1, 1], new InputLayer("x", new(1)), Linear("a", 0, 1, 0), Linear("b", 0, 1, 1), new AddLayer("y", new(1), 1, 2));
        Assert.Equal(Math.Sqrt(2), paths.Norm(2).Value, 1e-15);
        Assert.Equal(2, paths.MergedNorm(2).Value);
        Assert.Equal(2, paths.MergedNorm().Value);
    }

    [Fact]
    public void Linear_layers_in_a_row_are_one_matrix()
    {
        // (1 -1) (1 2; 1 3) = (0 -1), and (1 -1) (5; 4) + 1 = 2.
        var paths = Net(
            [1, 2, 1, 3, 5, 4, 1, -1, 1],
            new InputLayer("x", new(2)),
            new LinearLayer("a", 0, new(2), 0) { Bias = 4 },
            new LinearLayer("y", 1, new(1), 6) { Bias = 8 });
        Assert.Equal(3 + 4 + 9 + 1, paths.Norm().Value);
        Assert.Equal(3, paths.MergedNorm().Value);
        Assert.Equal(1, paths.MergedNorm(starts: PathStarts.Inputs).Value);
        Assert.Equal(17, paths.MergedNorm(merges: Merges.All & ~Merges.Chains).Value);
    }

    [Fact]
    public void A_sparse_product_is_the_matrix_that_it_is()
    {
        // [[1 0] [0 2]] after [[3 4] [5 6]], whose rows are 3 4 and 10 12.
        var paths = Net(
            [3, 4, 5, 6, 1, 2],
            new InputLayer("x", new(2)),
            new KroneckerLayer("a", 0, new(2), 0, 1, 2, 2, 1),
            new KroneckerLayer("y", 1, new(2), 4, 2, 1, 1, 1));
        Assert.Equal([7, 22], Array.ConvertAll(paths.NormPerOutput(), norm => norm.Value));
        Assert.Equal(22, paths.MergedNorm(1, double.PositiveInfinity).Value);
        Assert.Equal(12, paths.MergedNorm(double.PositiveInfinity, double.PositiveInfinity).Value);
    }

    [Fact]
    public void Biases_of_the_operands_of_a_sum_meet()
    {
        var paths = Net(
            [1, 5, 1, -4],
            new InputLayer("x", new(1)),
            new InputLayer("z", new(1)),
            new LinearLayer("a", 0, new(1), 0) { Bias = 1 },
            new LinearLayer("b", 1, new(1), 2) { Bias = 3 },
            new AddLayer("y", new(1), 2, 3));
        Assert.Equal(11, paths.Norm().Value);
        Assert.Equal(3, paths.MergedNorm().Value);
        Assert.Equal(1, paths.MergedNorm(starts: PathStarts.Biases).Value);
    }

    /// <summary>A 3x3 convolution, a 1x1 convolution and the input itself, as one kernel.</summary>
    [Fact]
    public void Convolutions_of_one_layer_are_one_kernel()
    {
        var paths = Net(
            [0, 0, 0, 0, 2, 1, 0, 0, 0, -3.5f],
            new InputLayer("x", new(1, 1, 3)),
            new ConvLayer("a", 0, new(1, 1, 3), 0, new(3, 3)) { Padding = new(1, 1, 1, 1) },
            new ConvLayer("b", 0, new(1, 1, 3), 9, new(1, 1)),
            new AddLayer("s", new(1, 1, 3), 1, 0),
            new AddLayer("y", new(1, 1, 3), 2, 3));
        Assert.Equal((3 * 6.5) + 2, paths.Norm().Value);
        Assert.Equal((3 * 0.5) + 2, paths.MergedNorm().Value);
    }

    /// <summary>A depthwise convolution with a stride, then channels mixed by a 1x1 convolution with another.</summary>
    [Fact]
    public void A_pointwise_convolution_mixes_the_kernels_before_it()
    {
        float[] theta = [1, 2, 1, 2, 1, -1, 3, 4, 5];
        Layer[] layers =
        [
            new InputLayer("x", new(2, 1, 9)),
            new ConvLayer("a", 0, new(2, 1, 4), 0, new(1, 2)) { Stride = new(1, 2), Groups = 2, Bias = 6 },
            new ConvLayer("y", 1, new(1, 1, 2), 4, new(1, 1)) { Stride = new(1, 2), Bias = 8 },
        ];
        Assert.Equal(2 * (3 + 3 + 3 + 4 + 5), Net(theta, layers).Norm().Value);

        // The channels stay apart; the biases 3 - 4 + 5 meet.
        Assert.Equal(2 * (3 + 3 + 4), Net(theta, layers).MergedNorm().Value);
    }

    [Fact]
    public void A_scale_goes_into_the_convolution_that_reads_it_unless_padding_sees_its_bias()
    {
        Layer[] Layers(Margins padding, int bias) =>
        [
            new InputLayer("x", new(1, 1, 3)),
            new ScaleLayer("s", 0, new(1, 1, 3), 0) { Bias = bias },
            new ConvLayer("y", 1, new(1, 1, padding == default ? 2 : 3), 2, new(1, 2)) { Padding = padding, Bias = 4 },
        ];
        float[] theta = [2, 1, 1, 1, -2];
        Assert.Equal(2 * (4 + 2 + 2), Net(theta, Layers(default, 1)).Norm().Value);
        Assert.Equal(2 * (4 + 0), Net(theta, Layers(default, 1)).MergedNorm().Value);
        Assert.Equal(Net(theta, Layers(new(0, 1, 0, 0), 1)).Norm(), Net(theta, Layers(new(0, 1, 0, 0), 1)).MergedNorm());
    }

    /// <summary>What two layers read is kept for both, and what is given out is kept as it is.</summary>
    [Fact]
    public void What_others_see_stays()
    {
        var layout = new ParameterLayout(new ParameterInfo("weight", ParameterRole.Weight, 2));
        Layer[] layers = [new InputLayer("x", new(1)), Linear("a", 0, 1, 0), Linear("y", 1, 1, 1)];
        var given = new PathAnalysis(new(new(layout, layers, [0], [1, 2])), new(layout, [3, 0.5f]));
        Assert.Equal(4.5, given.MergedNorm().Value);
        Assert.Equal(3, given.MergedNorm(1, double.PositiveInfinity).Value);
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var paths = Net([1, 1], new InputLayer("x", new(1)), Linear("y", 0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.MergedNorm(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => paths.MergedNorm(merges: (Merges)64));
    }

    private static LinearLayer Linear(string name, int input, int width, int weight) => new(name, input, new(width), weight);

    private static PathAnalysis Net(float[] theta, params Layer[] layers)
    {
        var layout = new ParameterLayout(new ParameterInfo("theta", ParameterRole.Weight, theta.Length));
        int[] inputs = [.. layers.Index().Where(layer => layer.Item is InputLayer).Select(layer => layer.Index)];
        return new(new(new(layout, layers, inputs, [layers.Length - 1])), new(layout, theta));
    }
}
