using System;
using System.Numerics;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Theory;

public sealed class BoundFactsTests
{
    /// <summary>
    /// Counted by hand from the papers: ReLUs on the longest path and the output, with pools (D) and without, every module
    /// of torchvision on it, fewest and most max-pools on a path.
    /// </summary>
    [Theory]
    [InlineData("AlexNet", 11, 8, 19, 3, 3, 9)] // 5 convolutions, 3 linear layers, 3 pools of 3x3
    [InlineData("Vgg11", 16, 11, 27, 5, 5, 4)] // 8 + 3 layers, 5 pools of 2x2
    [InlineData("Vgg16", 21, 16, 37, 5, 5, 4)]
    [InlineData("Vgg16Bn", 21, 16, 50, 5, 5, 4)]
    [InlineData("GoogLeNet", 26, 22, 69, 4, 13, 9)] // 3 + 9 x 2 + 1 layers; a pool in each of 9 inceptions may be passed by
    [InlineData("InceptionV3", 50, 48, 145, 2, 4, 9)] // 5 + 3 x 3 + 3 + 4 x 5 + 4 + 2 x 3 + 1 layers
    [InlineData("SqueezeNet", 22, 19, 40, 3, 3, 9)] // 1 + 8 x 2 + 1 ReLUs, and the output behind the last one
    [InlineData("ResNet34", 35, 34, 102, 1, 1, 9)]
    [InlineData("ResNet101", 102, 101, 303, 1, 1, 9)]
    [InlineData("ResNet152", 153, 152, 456, 1, 1, 9)]
    [InlineData("UNet", 18, 15, 49, 0, 3, 4)] // 7 levels of two ReLUs; the skip at the top passes by all pools
    [InlineData("MobileNetV1", 28, 28, 83, 0, 0, 1)] // 1 + 13 x 2 + 1 layers, no pool
    [InlineData("MobileNetV2", 71, 71, 176, 0, 0, 1)] // a clamp is two ReLUs: 2 x (2 + 16 x 2 + 1), and the output
    [InlineData("Darknet53", 53, 53, 158, 0, 0, 1)] // 1 + 5 + 23 x 2 ReLUs and the output
    [InlineData("MlpDigits", 3, 3, 5, 0, 0, 1)]
    public void Networks_are_counted_as_by_hand(string net, int depth, int withoutPools, int full, int fewestPools, int mostPools, int kernel)
    {
        var facts = BoundFacts.Of(CorpusSpec.Nets["Corpus.Nets." + net]);
        Assert.Equal(new PathLengths(depth, withoutPools, full, mostPools, fewestPools), facts.Lengths);
        Assert.Equal(new PoolFacts(mostPools > 0 ? 1 : 0, kernel, default), facts.Pools);
    }

    [Fact]
    public void Sorting_has_a_pool_for_every_rank()
    {
        var facts = Facts("input x : 8", "output y = x -> linear(6) -> groupsort(3) -> topk(4) -> linear(2)");
        Assert.Equal(new PoolFacts(4, 6, default), facts.Pools);
        Assert.Equal(new PathLengths(3, 1, 4, 2, 2), facts.Lengths);
    }

    [Fact]
    public void Padding_is_no_antecedent_of_a_pool() =>
        Assert.Equal(6, Facts("input x : 1x2x4", "output y = x -> maxpool(3x3, stride=1, pad=1) -> flatten -> linear(1)").Pools.Kernel);

    [Fact]
    public void An_input_that_enters_behind_a_pool_passes_it_by()
    {
        var lengths = Facts("input x : 1x4x4", "input z : 1x2x2", "output y = (x -> maxpool(2x2)) + z -> flatten -> linear(1)").Lengths;
        Assert.Equal((0, 1), (lengths.FewestPools, lengths.MostPools));
    }

    [Fact]
    public void Pools_side_by_side_are_one_layer()
    {
        var lengths = Facts("input x : 1x4x4", "output y = concat(x -> maxpool(2x2), x -> conv(1, 3x3, pad=1) -> maxpool(2x2)) -> flatten -> linear(1)").Lengths;
        Assert.Equal((1, 1), (lengths.FewestPools, lengths.MostPools));
    }

    [Fact]
    public void An_output_that_is_a_relu_has_an_identity_neuron_behind_it() =>
        Assert.Equal(new PathLengths(2, 2, 3, 0, 0), Facts("input x : 2", "output y = x -> linear(3) -> relu").Lengths);

    [Fact]
    public void Biases_of_pools_are_named()
    {
        var facts = Facts("neurons {", "input a, b", "h : relu = a, b + bias", "p : pool(2) = a, b*1, h + bias", "q : pool(1) = a, h", "output y = p, q + bias", "}");
        Assert.Equal(new PoolFacts(2, 3, EquatableArray.Of("p.bias")), facts.Pools);
    }

    /// <summary>By hand: 3 inputs x 4 hidden x 2 outputs, biases at 4 x 2 and at 2.</summary>
    [Fact]
    public void A_path_starts_at_an_input_or_a_bias()
    {
        Assert.Equal(24 + 8 + 2, Facts("input x : 3", "output y = x -> linear(4) -> relu -> linear(2)").Paths);
        Assert.Equal(24, Facts("input x : 3", "output y = x -> linear(4, bias=false) -> relu -> linear(2, bias=false)").Paths);
    }

    [Fact]
    public void Paths_outgrow_any_machine_number()
    {
        var paths = BoundFacts.Of(CorpusSpec.Nets["Corpus.Nets.ResNet152"]).Paths;
        Assert.InRange(paths, BigInteger.Pow(2, 1455), BigInteger.Pow(2, 1456));
    }

    private static BoundFacts Facts(params string[] lines)
    {
        var result = SpecCompiler.Compile($"namespace Tests\nnet Sample {{\n{string.Join('\n', lines)}\nemit forward\n}}\n");
        Assert.Empty(result.Problems);
        return BoundFacts.Of(Assert.Single(result.Nets));
    }
}
