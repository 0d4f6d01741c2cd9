using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Printing;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>A net printed as a spec compiles to the same net.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Files => new(Corpus.GoodSpecs.Select(path => Path.GetRelativePath(Corpus.Folder, path)));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_printed_net_compiles_to_the_same_net(string file)
    {
        foreach (var net in SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, file))).Nets)
        {
            NetVerifier.Verify(net);
            var printed = NetPrinter.Print(net);
            var again = Spec.Net(printed);

            Assert.Equal(Comparable(net), Comparable(again));
            Assert.Equal(printed, NetPrinter.Print(again));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_good_spec_has_no_problems(string file)
    {
        var result = SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, file)));

        Assert.Empty(result.Problems.Select(p => p.Message));
        Assert.Empty(result.Shells);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Without_names_of_nodes_it_compiles_to_the_same_net_but_for_those(string file)
    {
        foreach (var net in SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, file))).Nets)
        {
            var printed = NetPrinter.Print(net, keepsNames: false);
            var again = Spec.Net(printed);

            Assert.Equal(Unnamed(net), Unnamed(again));
            Assert.Equal(printed, NetPrinter.Print(again, keepsNames: false));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void With_blocks_it_compiles_to_the_same_net(string file)
    {
        foreach (var net in SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, file))).Nets)
        {
            var printed = NetPrinter.Print(net, keepsNames: true, findsBlocks: true);
            Assert.Equal(Comparable(net), Comparable(Spec.Net(printed)));
            Assert.Equal(printed, NetPrinter.Print(Spec.Net(printed), keepsNames: true, findsBlocks: true));

            var readable = NetPrinter.Print(net, keepsNames: false, findsBlocks: true);
            Assert.Equal(Unnamed(net), Unnamed(Spec.Net(readable)));
        }
    }

    /// <summary>As a person writes it: blocks of the parts that repeat, stages of blocks, repeats.</summary>
    [Fact]
    public void A_residual_network_reads_as_if_it_were_written_by_hand()
    {
        var net = SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, "nets", "resnet_basic.netspec"))).Nets.Single(net => net.Name == "ResNet34");

        Assert.Equal(
            """
            namespace Corpus.Nets

            block residual(c) {
                bn2 = in -> conv(c, 3x3, pad=1) as conv1 -> bn as bn1 -> relu -> conv(c, 3x3, pad=1) as conv2 -> bn as bn2
                out = bn2 + in -> relu
            }

            block residual_2(c) {
                bn2 = in -> conv(c, 3x3, stride=2, pad=1) as conv1 -> bn as bn1 -> relu -> conv(c, 3x3, pad=1) as conv2 -> bn as bn2
                downsample = in -> conv(c, 1x1, stride=2) as downsample.0 -> bn as downsample.1
                out = bn2 + downsample -> relu
            }

            block stage(c, d) {
                out = in -> residual_2(c) as 0 -> repeat i in 1..d residual(c) as {i}
            }

            net ResNet34(classes=1000) {
                input image : 3x224x224
                output logits : 1000 = image -> conv(64, 7x7, stride=2, pad=3) as conv1 -> bn as bn1 -> relu
                    -> maxpool(3x3, stride=2, pad=1) -> repeat i in 0..2 residual(64) as layer1.{i} -> stage(128, 3) as layer2
                    -> stage(256, 5) as layer3 -> stage(512, 2) as layer4 -> avgpool(global) -> linear(1000) as fc
                emit forward, pathnorm, phicost
            }

            """,
            NetPrinter.Print(net, keepsNames: false, findsBlocks: true),
            ignoreLineEndingDifferences: true);
    }

    /// <summary>Layers that differ in strides of 1 and 2 too: an argument that may be left out.</summary>
    [Fact]
    public void A_stride_that_differs_is_an_argument_of_the_block()
    {
        var printed = NetPrinter.Print(CorpusNet("mobilenet_v1", "MobileNetV1"), keepsNames: false, findsBlocks: true).ReplaceLineEndings("\n");

        Assert.Single(Regex.Matches(printed, "^block ", RegexOptions.Multiline));
        Assert.Contains(
            """
            block unit(c, step=1) {
                out = in -> depthwise(3x3, stride=step, pad=1) as dw -> bn as dw_bn -> relu -> conv(c, 1x1) as pw -> bn as pw_bn -> relu
            }

            """.ReplaceLineEndings("\n"),
            printed,
            StringComparison.Ordinal);
        Assert.Contains("-> unit(64) as blocks.0 -> unit(128, step=2) as blocks.1", printed, StringComparison.Ordinal);
        Assert.Contains("repeat i in 6..10 unit(512) as blocks.{i}", printed, StringComparison.Ordinal);
    }

    /// <summary>Through blocks of blocks; and two strides that go together are one argument.</summary>
    [Fact]
    public void Blocks_of_blocks_hand_a_stride_on()
    {
        var printed = NetPrinter.Print(CorpusNet("resnet_bottleneck", "ResNet50"), keepsNames: false, findsBlocks: true).ReplaceLineEndings("\n");

        Assert.Equal(3, Regex.Count(printed, "^block ", RegexOptions.Multiline));
        Assert.Contains(
            """
            block stage(c, d, step=1) {
                out = in -> residual(c, step=step) as 0 -> repeat i in 1..d residual_2(c) as {i}
            }

            """.ReplaceLineEndings("\n"),
            printed,
            StringComparison.Ordinal);
        Assert.Contains("-> stage(64, 2) as layer1 -> stage(128, 3, step=2) as layer2", Regex.Replace(printed, @"\s+", " "), StringComparison.Ordinal);
    }

    private static Net CorpusNet(string file, string net) =>
        SpecCompiler.Compile(File.ReadAllText(Path.Combine(Corpus.Folder, "nets", file + ".netspec"))).Nets.Single(found => found.Name == net);

    /// <summary>What printing keeps: all but the statements.</summary>
    internal static Net Comparable(Net net) => net with
    {
        Statements = default,
        Nodes = net.Nodes.Select(n => n with { Statement = default }).ToEquatableArray(),
    };

    private static Net Unnamed(Net net) => Comparable(net) with
    {
        Nodes = Comparable(net).Nodes.Select(n => n.Op is Input || (n.Parameters.Count > 0 && net.Nodes.First(other => other.Parameters.Contains(n.Parameters[0])).Id == n.Id) ? n : n with { Name = "" }).ToEquatableArray(),
    };
}
