using System;
using System.Linq;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Reference;
using Xunit;
using static NetSpec.Generator.Tests.Emit.TestOps;

namespace NetSpec.Generator.Tests.Emit;

public sealed class PassTests
{
    [Fact]
    public void Identities_go_and_readers_read_what_was_before_them()
    {
        var builder = new GraphBuilder("N").In("Nets");
        var x = builder.Input("x", 4, 3, 3);
        var y = builder.Chain("c", x, new Identity(), new Dropout(0.5), Rectify, new Upsample(new Extent(1, 1)), new AdaptiveAvgPool2D(3, 3), MaxPool(1, 1), new GroupSort(1));
        var net = RemoveIdentities.Run(builder.Output("y", y).Output("z", builder.Add("i", new Identity(), x)).Build());

        Assert.Equal(["input", "relu"], net.Nodes.Select(node => node.Op.Keyword));
        Assert.Equal([1, 0], net.Outputs.Select(output => output.Node));
    }

    [Fact]
    public void A_long_sum_becomes_sums_of_two_from_left_to_right()
    {
        var builder = new GraphBuilder("N").In("Nets");
        int[] x = [builder.Input("a", 3), builder.Input("b", 3), builder.Input("c", 3), builder.Input("d", 3)];
        var net = SplitAdds.Run(builder.Output("y", builder.Add("sum", new Add(), x)).Build());

        Assert.Equal([EquatableArray.Of(0, 1), EquatableArray.Of(4, 2), EquatableArray.Of(5, 3)], net.Nodes.Skip(4).Select(node => node.Inputs));
        Assert.Equal(["sum.1", "sum.2", "sum"], net.Nodes.Skip(4).Select(node => node.Name));
        Assert.Equal(6, net.Outputs[0].Node);
    }

    [Fact]
    public void A_linear_layer_on_a_map_gets_its_flatten()
    {
        var builder = new GraphBuilder("N").In("Nets");
        var x = builder.Input("x", 5, 1, 1);
        var net = FlattenOperands.Run(builder.Output("y", builder.Add("fc", new Linear(2, false), x)).Build());

        Assert.Equal(["input", "flatten", "linear"], net.Nodes.Select(node => node.Op.Keyword));
        Assert.Equal(EquatableArray.Of(1), net.Nodes[2].Inputs);
    }

    [Fact]
    public void A_convolution_does_the_padding_before_it_where_its_kernel_reaches_as_far()
    {
        var builder = new GraphBuilder("N").In("Nets");
        var x = builder.Input("x", 2, 5, 5);
        var pad = builder.Add("pad", new Pad(new Padding(0, 1, 2, 1), 0, 0), x);
        var far = builder.Add("far", new Pad(Padding.All(3), 0, 0), x);
        var deep = builder.Add("deep", new Pad(default, 1, 0), x);
        foreach (var (name, operand) in new[] { ("a", pad), ("b", far), ("c", deep), ("d", x) })
        {
            builder.Output(name, builder.Add(name, Conv(3, 3, bias: true, pad: name == "d" ? 1 : 0), operand));
        }

        builder.Output("e", builder.Add("e", Conv(3, 3, pad: 1), pad)).Output("f", builder.Add("f", MaxPool(3, 2), pad)).Output("g", builder.Add("g", Conv(3, 2, dilation: 3), far));
        var net = builder.Build();
        var folded = FoldPadding.Run(net);

        Padding PaddingOf(string node) => ((Conv2D)folded.Nodes.Single(n => n.Name == node).Op).Padding;
        Assert.Equal(new Padding(0, 1, 2, 1), PaddingOf("a"));
        Assert.Equal(default, PaddingOf("b"));
        Assert.Equal(default, PaddingOf("c"));
        Assert.Equal(Padding.All(1), PaddingOf("d"));
        Assert.Equal(Padding.All(1), PaddingOf("e"));
        Assert.Equal(Padding.All(3), PaddingOf("g"));
        string OperandOf(string node) => folded.Nodes[folded.Nodes.Single(n => n.Name == node).Inputs[0]].Name;
        Assert.Equal(["x", "far", "deep", "x", "pad", "pad", "x"], "abcdefg".Select(node => OperandOf(node.ToString())));

        var random = new Random(1);
        var parameters = net.Parameters.Select(p => Enumerable.Range(0, (int)p.Size).Select(_ => random.NextDouble() - 0.5).ToArray()).ToArray();
        var sample = Enumerable.Range(0, 50).Select(_ => random.NextDouble()).ToArray();
        Assert.Equal(Interpreter.Forward(net, parameters, sample), Interpreter.Forward(folded, parameters, sample));
    }

    [Fact]
    public void Dead_nodes_go_but_inputs_and_parameters_stay()
    {
        var builder = new GraphBuilder("N").In("Nets");
        var x = builder.Input("x", 5);
        builder.Input("unused", 5);
        builder.Add("dead", new Linear(7, true), builder.Add("dying", new Linear(6, true), x));
        var net = DeadNodes.Run(builder.Output("y", builder.Add("fc", new Linear(2, false), x)).Build());

        Assert.Equal(["x", "unused", "fc"], net.Nodes.Select(node => node.Name));
        Assert.Equal(5, net.Parameters.Count);
        Assert.Equal(EquatableArray.Of(4), net.Nodes[2].Parameters);
    }

    [Fact]
    public void Passes_keep_the_function_of_random_nets()
    {
        for (var seed = 0; seed < 140; seed++)
        {
            var net = RandomNetCheck.NetOf(seed);

            // What these become on maps is known to kernels alone, which are compared with the ops themselves.
            if (net.Nodes.Any(node => node.Op is Attention or Prepend or Positions or Embedding or ToTokens or Reshape))
                continue;

            var random = new Random(seed);
            var parameters = net.Parameters.Select(p => Enumerable.Range(0, (int)p.Size).Select(_ => random.NextDouble() + 0.1).ToArray()).ToArray();
            var inputs = net.Inputs.Select(id => Enumerable.Range(0, net.Nodes[id].Shape.Size).Select(_ => random.NextDouble()).ToArray()).ToArray();

            Assert.Equal(Interpreter.Forward(net, parameters, inputs), Interpreter.Forward(Normalise.Run(net), parameters, inputs));
        }
    }

    [Fact]
    public void Passes_leave_a_normal_net_as_it_is()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var once = Normalise.Run(RandomNetCheck.NetOf(seed));
            Assert.Equal(once, Normalise.Run(once));
        }
    }
}
