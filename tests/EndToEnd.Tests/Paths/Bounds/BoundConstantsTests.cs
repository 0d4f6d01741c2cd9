using System;
using System.Globalization;
using System.Linq;
using Corpus.Nets;
using NetSpec.Runtime.Paths;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Bounds;

public sealed class BoundConstantsTests
{
    /// <summary>ImageNet in the thesis: 99 % of the training images, and their largest value normalised for inference.</summary>
    private const int Samples = 1268355;
    private const double LargestInput = 2.6400001;

    /// <summary>Table 7.1 of the thesis.</summary>
    [Theory]
    [InlineData("ResNet18", "0.088", "0.060")]
    [InlineData("ResNet34", "0.11", "0.072")]
    [InlineData("ResNet50", "0.14", "0.082")]
    [InlineData("ResNet101", "0.19", "0.11")]
    [InlineData("ResNet152", "0.23", "0.13")]
    public void Table_7_1_is_reproduced(string net, string plain, string sharpened)
    {
        var constants = Constants("Corpus.Nets." + net);
        Assert.Equal(plain, TwoDigits(PerUnit(constants.C(DepthConvention.WithoutPools))));
        Assert.Equal(sharpened, TwoDigits(PerUnit(constants.SharpenedC(DepthConvention.WithoutPools))));
    }

    [Theory]
    [InlineData("resnet18", "ResNet18", "with_D_conv_fc", DepthConvention.WithoutPools)]
    [InlineData("resnet18", "ResNet18", "with_D_strict", DepthConvention.Strict)]
    [InlineData("resnet50", "ResNet50", "with_D_conv_fc", DepthConvention.WithoutPools)]
    [InlineData("resnet50", "ResNet50", "with_D_strict", DepthConvention.Strict)]
    public void Constants_are_those_of_the_oracle(string name, string net, string field, DepthConvention convention)
    {
        var theorem = OracleFiles.Network(name).Json.GetProperty("theorem_4_4_1");
        var expected = theorem.GetProperty(field);
        var constants = Constants("Corpus.Nets." + net);
        Assert.Equal(expected.GetProperty("D").GetInt32(), constants.DepthIn(convention));
        Close(expected.GetProperty("C").GetDouble(), constants.C(convention));
        Close(expected.GetProperty("C_sharpened").GetDouble(), constants.SharpenedC(convention));
        Close(expected.GetProperty("bound_4CB_over_sqrt_n").GetDouble(), PerUnit(constants.C(convention)));
        Close(expected.GetProperty("bound_sharpened_4CB_over_sqrt_n").GetDouble(), PerUnit(constants.SharpenedC(convention)));
        Assert.Equal(theorem.GetProperty("sharpened_applicable").GetBoolean(), constants.IsSharpened);
    }

    [Fact]
    public void They_are_members_of_the_emitted_class()
    {
        Assert.Equal((19, 18, 1, 9, 1), (ResNet18.Depth, ResNet18.DepthWithoutPools, ResNet18.PoolKinds, ResNet18.PoolKernel, ResNet18.PoolLayers));
        Assert.Equal((150528, 1000), (ResNet18.InputDimension, ResNet18.OutputDimension));
        Assert.Equal(201, (int)(ResNet18.PathCount.GetBitLength() - 1));
        Assert.Equal(54, Constants("Corpus.Nets.ResNet18").FullDepth);
    }

    /// <summary>Every edge of the emitted graph is walked: what the compiler counted by classes is counted neuron by neuron.</summary>
    [Theory]
    [MemberData(nameof(SmallNets))]
    public void Counts_by_classes_are_counts_by_neurons(string name)
    {
        var paths = EmittedPaths.Of(name, new(EmittedPaths.Layout(name)));
        Assert.Equal(NeuronCount.Paths(paths.Architecture), paths.Constants.PathCount);
        Assert.Equal(NeuronCount.Depth(paths.Architecture), paths.Constants.Depth);
    }

    [Theory]
    [InlineData("UNet", "crosses 0 to 3")]
    [InlineData("GoogLeNet", "crosses 4 to 13")]
    [InlineData("MobileNetV1", "has none")]
    public void The_remark_is_refused_where_it_does_not_apply(string net, string reason)
    {
        var constants = Constants("Corpus.Nets." + net);
        Assert.False(constants.IsSharpened);
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => constants.SharpenedC()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Vgg16")]
    [InlineData("AlexNet")]
    [InlineData("SqueezeNet")]
    public void Pools_in_layers_sharpen_the_constant(string net)
    {
        var constants = Constants("Corpus.Nets." + net);
        Assert.True(constants.SharpenedC() < constants.C());
    }

    [Fact]
    public void There_are_two_conventions() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundConstants().C((DepthConvention)2));

    public static TheoryData<string> SmallNets =>
    [
        .. CorpusSpec.Nets.Values
            .Where(net => net.Passes.Contains("pathnorm") && net.Nodes.Sum(node => (long)node.Shape.Size) < 100_000)
            .Select(net => net.FullName)
            .Order(StringComparer.Ordinal),
    ];

    private static BoundConstants Constants(string name) => EmittedPaths.Of(name, new(EmittedPaths.Layout(name))).Constants;

    private static double PerUnit(double constant) => 4 * LargestInput / Math.Sqrt(Samples) * constant;

    private static string TwoDigits(double value) => value.ToString(value < 0.1 ? "F3" : "F2", CultureInfo.InvariantCulture);

    private static void Close(double expected, double actual) => Assert.InRange(actual / expected, 1 - 1e-12, 1 + 1e-12);
}
