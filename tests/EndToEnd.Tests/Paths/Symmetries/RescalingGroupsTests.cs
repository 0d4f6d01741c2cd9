using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Graphs.Layers;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Symmetries;

public sealed class RescalingGroupsTests
{
    /// <summary>Nets that are built of the same blocks as smaller ones.</summary>
    private static readonly string[] Deeper = ["ResNet101", "ResNet152", "Vgg11Bn", "Vgg16", "Vgg16Bn", "InceptionV3"];

    public static TheoryData<string> Names() => [.. EmittedNets.ByName.Keys.Where(name => CorpusSpec.Nets[name].Passes.Contains("pathnorm")).Except(Deeper.Select(name => "Corpus.Nets." + name))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Groups_are_the_components_over_frozen_edges(string name)
    {
        var paths = SymmetricNet.Paths(name);
        var isShared = CorpusSpec.Nets[name].Nodes.SelectMany(node => node.Parameters).GroupBy(index => index).Any(uses => uses.Count() > 1);
        var ties = new NeuronTies(paths.Architecture, isShared);
        var roots = new Dictionary<int, int>();
        for (var i = 0; i < paths.Architecture.Layers.Count; i++)
        {
            var layer = paths.Architecture.Layers[i];
            for (var channel = 0; channel < layer.Shape.Channels; channel++)
            {
                var group = paths.RescalingGroups.OfLayer(i)[channel];
                var root = ties.Root(i, channel * layer.Shape.Height * layer.Shape.Width);
                Assert.Equal(ties.FixedRoots.Contains(root), group < 0);
                if (group >= 0)
                    Assert.Equal(root, roots.TryAdd(group, root) ? root : roots[group]);
            }
        }

        Assert.Equal(paths.RescalingGroups.Count, roots.Values.Distinct().Count());
    }

    /// <summary>
    /// A convolution's channels are a group each, as the batch-norm after it is free: the stem and three layers a stage of
    /// plain blocks, one more where a block has a projection; the stream of a stage ties the last batch-norms of its blocks.
    /// </summary>
    [Fact]
    public void Groups_of_ResNet18_are_those_counted_by_hand()
    {
        var groups = SymmetricNet.Paths("Corpus.Nets.ResNet18").RescalingGroups;
        var stage1 = 64 + 64 + (2 * 3 * 64);
        var later = new[] { 128, 256, 512 }.Sum(width => (4 * width) + width + (3 * width));
        Assert.Equal(stage1 + later, groups.Count);
        Assert.Equal(7680, groups.Count);
    }

    [Fact]
    public void Residual_streams_are_one_group_a_channel()
    {
        var groups = SymmetricNet.Paths("Corpus.Nets.ResNet18").RescalingGroups;
        foreach (var (first, rest) in new (string, string[])[]
        {
            ("bn1", ["layer1.0.bn2", "layer1.1.bn2"]),
            ("layer2.0.bn2", ["layer2.0.downsample.1", "layer2.1.bn2"]),
            ("layer3.0.bn2", ["layer3.0.downsample.1", "layer3.1.bn2"]),
            ("layer4.0.bn2", ["layer4.0.downsample.1", "layer4.1.bn2"]),
        })
        {
            Assert.All(rest, layer => Assert.Same(groups.Of(first, 7), groups.Of(layer, 7)));
            Assert.NotSame(groups.Of(first, 7), groups.Of(first, 8));
        }

        Assert.Equal("bn1[7]", groups.Of("layer1.1.bn2", 7).ToString());
        Assert.Equal("layer1.0.conv1[7]", groups.Of("layer1.0.conv1", 7).Name);
        Assert.Single(groups.Of("layer1.0.conv1", 7).Channels);
        Assert.Contains("layer1.1.bn2[7]", groups.Of("bn1", 7).Channels.Select(channels => channels.ToString()));
    }

    /// <summary>Two groups for each channel of each unit: its convolution's, and its batch-norm's up to the next convolutions.</summary>
    [Fact]
    public void Groups_of_GoogLeNet_are_those_counted_by_hand()
    {
        int[] stem = [64, 64, 192];
        int[][] inceptions =
        [
            [64, 96, 128, 16, 32, 32], [128, 128, 192, 32, 96, 64],
            [192, 96, 208, 16, 48, 64], [160, 112, 224, 24, 64, 64], [128, 128, 256, 24, 64, 64], [112, 144, 288, 32, 64, 64], [256, 160, 320, 32, 128, 128],
            [256, 160, 320, 32, 128, 128], [384, 192, 384, 48, 128, 128],
        ];
        Assert.Equal(2 * (stem.Sum() + inceptions.Sum(widths => widths.Sum())), SymmetricNet.Paths("Corpus.Nets.GoogLeNet").RescalingGroups.Count);
    }

    /// <summary>The second branch of inception 3a starts at channel 64 of its concatenation, which a pool and three convolutions read.</summary>
    [Fact]
    public void A_concatenation_is_tied_to_its_parts()
    {
        var paths = SymmetricNet.Paths("Corpus.Nets.GoogLeNet");
        var group = paths.RescalingGroups.Of("inception3a.branch2.1.bn", 5);
        Assert.Equal(
            [("BatchNormLayer", 5), ("ReluLayer", 5), ("ConcatLayer", 64 + 5), ("PoolLayer", 64 + 5)],
            group.Channels.Select(channels => (channels.Layer.GetType().Name, channels.First)));
    }

    /// <summary>Four groups for each channel of a double convolution, and one for each that goes up.</summary>
    [Fact]
    public void Groups_of_UNet_are_those_counted_by_hand()
    {
        var groups = SymmetricNet.Paths("Corpus.Nets.UNet").RescalingGroups;
        Assert.Equal((4 * (16 + 32 + 64 + 128 + 64 + 32 + 16)) + 64 + 32 + 16, groups.Count);
        Assert.Contains(groups.Of("enc3.bn2", 9).Channels, channels => channels is { Layer: ConcatLayer, First: 9 });
        Assert.Contains(groups.Of("up3", 9).Channels, channels => channels is { Layer: ConcatLayer, First: 64 + 9 });
    }

    [Fact]
    public void Channels_at_an_end_are_refused_by_name()
    {
        var groups = SymmetricNet.Paths("Corpus.Nets.ResNet18").RescalingGroups;
        Assert.Contains("fc[3] is tied to an output", Assert.Throws<ArgumentException>(() => groups.Of("fc", 3)).Message, StringComparison.Ordinal);
        Assert.Contains("image[1] is tied to an input", Assert.Throws<ArgumentException>(() => groups.Of("image", 1)).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'conv1'?", Assert.Throws<KeyNotFoundException>(() => groups.Of("conv")).Message, StringComparison.Ordinal);
        Assert.Contains("'conv1' has 64 channels", Assert.Throws<ArgumentOutOfRangeException>(() => groups.Of("conv1", 64)).Message, StringComparison.Ordinal);
    }
}
