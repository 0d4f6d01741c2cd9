using System.Linq;
using NetSpec.Compiler.Rewrites;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using Xunit;

namespace NetSpec.Generator.Tests.Theory;

/// <summary>A softmax or sigmoid that ends an output: the theory of paths speaks of what enters it.</summary>
public sealed class HeadTests
{
    private const string Scores = "input x : 3\nscores = x -> linear(4) as hidden -> relu -> linear(2) as fc\n";

    [Theory]
    [InlineData("output y = scores -> softmax")]
    [InlineData("output y = scores -> logsoftmax")]
    [InlineData("output y = scores -> sigmoid")]
    [InlineData("output y = scores -> dropout -> sigmoid -> id -> dropout")]
    [InlineData("output y = scores -> sigmoid -> softmax")]
    [InlineData("output scores\noutput y = scores -> softmax")]
    [InlineData("odds = scores -> softmax\noutput odds\noutput same = odds -> id")]
    public void The_theory_speaks_of_the_scores(string output)
    {
        var net = Net(Scores + output);
        var model = TheoryNet.Of(net);

        Assert.Null(PathModel.Obstacle(net));
        Assert.DoesNotContain(model.Nodes, node => node.Op.Model is null);
        Assert.Equal(net.Nodes.Select(node => (node.Id, node.Name, node.Shape)), model.Nodes.Select(node => (node.Id, node.Name, node.Shape)));
        var plain = Net(Scores + string.Concat(net.Outputs.Select((_, i) => i == 0 ? "output scores\n" : $"output o{i} = scores -> id\n")));
        Assert.Equal(BoundFacts.Of(plain), BoundFacts.Of(net));
        Assert.Equal(RescalingAnalysis.Of(TheoryNet.Of(plain)).GroupCount, RescalingAnalysis.Of(model).GroupCount);
        Assert.Equal(model, TheoryNet.Of(model));
    }

    [Fact]
    public void A_map_of_classes_may_be_flattened_behind_it() =>
        Assert.Null(PathModel.Obstacle(Net("input x : 3x4x4\noutput y = x -> conv(5, 3x3) -> softmax -> flatten")));

    [Theory]
    [InlineData("output y = scores -> softmax as s -> linear(3) as last", "'s' is softmax over the channels, which is not positively homogeneous and not piecewise linear, and no head, as 'last' reads it")]
    [InlineData("odds = scores -> sigmoid as s\noutput odds\noutput y = odds -> linear(3) as last", "'s' is sigmoid, which is not positively homogeneous and not piecewise linear, and no head, as 'last' reads it")]
    [InlineData("output y = scores -> tanh as s", "'s' is tanh, which is not positively homogeneous and not piecewise linear")]
    [InlineData("output y = scores -> tanh as s -> softmax", "'s' is tanh, which is not positively homogeneous and not piecewise linear")]
    public void Elsewhere_it_is_refused(string output, string reason)
    {
        var (node, found) = PathModel.Obstacle(Net(Scores + output))!.Value;

        Assert.Equal("s", node.Name);
        Assert.Equal(
            reason + "; the theory of paths speaks of networks of linear layers, ReLUs, other piecewise linear activations and pools", found);
    }

    [Fact]
    public void A_net_that_is_a_head_alone_gives_out_its_input()
    {
        var model = TheoryNet.Of(Net("input x : 3\noutput y = x -> softmax"));

        Assert.IsType<Identity>(model.Nodes[model.Outputs[0].Node].Op);
    }

    private static Net Net(string body) => Assert.Single(SpecCompiler.Compile($"net N {{\n{body}\nemit pathnorm\n}}\n").Nets);
}
