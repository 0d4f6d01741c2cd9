using System;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Generator.Passes;
using NetSpec.Tests.Support.Reference;
using Xunit;
using static NetSpec.Generator.Tests.Emit.NetBuilder;

namespace NetSpec.Generator.Tests.Emit;

public sealed class PassTests
{
    [Fact]
    public void Identities_go_and_readers_read_what_was_before_them()
    {
        var builder = new NetBuilder("N");
        var x = builder.Input("x", 4, 3, 3);
        var y = builder.Chain("c", x, new Identity(), new Dropout(0.5), Rectify, new Upsample(new Extent(1, 1)), new AdaptiveAvgPool2D(3, 3), MaxPool(1, 1), new GroupSort(1));
        var net = RemoveIdentities.Run(builder.Output("y", y).Output("x", builder.Add("i", new Identity(), x)).Build());

        Assert.Equal(["input", "relu"], net.Nodes.Select(node => node.Op.Keyword));
        Assert.Equal([1, 0], net.Outputs.Select(output => output.Node));
    }

    [Fact]
    public void A_long_sum_becomes_sums_of_two_from_left_to_right()
    {
        var builder = new NetBuilder("N");
        int[] x = [builder.Input("a", 3), builder.Input("b", 3), builder.Input("c", 3), builder.Input("d", 3)];
        var net = SplitAdds.Run(builder.Output("y", builder.Add("sum", new Add(), x)).Build());

        Assert.Equal([EquatableArray.Of(0, 1), EquatableArray.Of(4, 2), EquatableArray.Of(5, 3)], net.Nodes.Skip(4).Select(node => node.Inputs));
        Assert.Equal(["sum.1", "sum.2", "sum"], net.Nodes.Skip(4).Select(node => node.Name));
        Assert.Equal(6, net.Outputs[0].Node);
    }

    [Fact]
    public void A_linear_layer_on_a_map_gets_its_flatten()
    {
        var builder = new NetBuilder("N");
        var x = builder.Input("x", 5, 1, 1);
        var net = FlattenOperands.Run(builder.Output("y", builder.Add("fc", new Linear(2, false), x)).Build());

        Assert.Equal(["input", "flatten", "linear"], net.Nodes.Select(node => node.Op.Keyword));
        Assert.Equal(EquatableArray.Of(1), net.Nodes[2].Inputs);
    }

    [Fact]
    public void Dead_nodes_go_but_inputs_and_parameters_stay()
    {
        var builder = new NetBuilder("N");
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
        for (var seed = 0; seed < 100; seed++)
        {
            var net = RandomNetCheck.NetOf(seed);
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
