using System;
using System.Linq;
using System.Numerics;
using NetSpec.Compiler.Rewrites;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Generator.Tests.Theory;

/// <summary>A leaky ReLU in the theory of paths: a ReLU, and a path of weight slope past it.</summary>
public sealed class LeakyReluTests
{
    private static readonly Net Leaky = NetOf("leakyrelu(0.25)"), Plain = NetOf("relu");

    [Fact]
    public void The_net_of_the_theory_computes_the_same()
    {
        var random = new Random(1);
        double[][] parameters = [.. Leaky.Parameters.Select(parameter => Numbers(random, (int)parameter.Size))];
        var x = Numbers(random, 3);

        var expected = Interpreter.Forward(Leaky, parameters, x)[0];
        var found = Interpreter.Forward(TheoryNet.Of(Leaky), parameters, x)[0];

        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Each_path_through_it_is_two()
    {
        // From inputs and from biases of the first layer through two activations, from biases of the second through one.
        Assert.Equal(new BigInteger((4 * 3 * 4 * 5) + (4 * 4 * 5) + (2 * 5)), PathCount.Of(Leaky));
        Assert.Equal(new BigInteger((3 * 4 * 5) + (4 * 5) + 5), PathCount.Of(Plain));
    }

    [Fact]
    public void It_is_a_neuron_of_the_depth_that_a_ReLU_is() => Assert.Equal(PathLengths.Of(Plain), PathLengths.Of(Leaky));

    [Fact]
    public void What_enters_it_scales_with_what_leaves_it()
    {
        var (leaky, plain) = (RescalingAnalysis.Of(TheoryNet.Of(Leaky)), RescalingAnalysis.Of(Plain));

        Assert.Equal(4 + 5, leaky.GroupCount);
        Assert.Equal(plain.GroupCount, leaky.GroupCount);
    }

    /// <summary>|x| is twice a ReLU, and a path of weight -1 past it.</summary>
    [Fact]
    public void An_absolute_value_is_such_a_neuron_too()
    {
        var net = NetOf("abs");
        var random = new Random(2);
        double[][] parameters = [.. net.Parameters.Select(parameter => Numbers(random, (int)parameter.Size))];
        var x = Numbers(random, 3);

        Assert.All(
            Interpreter.Forward(net, parameters, x)[0].Zip(Interpreter.Forward(TheoryNet.Of(net), parameters, x)[0]),
            pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        Assert.Equal(PathCount.Of(Leaky), PathCount.Of(net));
        Assert.Equal(PathLengths.Of(Leaky), PathLengths.Of(net));
        Assert.Equal(RescalingAnalysis.Of(TheoryNet.Of(Leaky)).GroupCount, RescalingAnalysis.Of(TheoryNet.Of(net)).GroupCount);
    }

    [Theory]
    [InlineData("leakyrelu(0)", typeof(Relu))]
    [InlineData("leakyrelu(1)", typeof(Identity))]
    public void At_the_ends_of_its_range_it_is_another_activation(string stage, Type op) =>
        Assert.Equal(2, TheoryNet.Of(NetOf(stage)).Nodes.Count(node => node.Op.GetType() == op));

    [Fact]
    public void A_net_without_one_stays_as_it_is() => Assert.Same(Plain, TheoryNet.Of(Plain));

    private static Net NetOf(string activation) => Assert.Single(SpecCompiler.Compile($$"""
        net N {
            input x : 3
            output y = x -> linear(4) -> {{activation}} -> linear(5) -> {{activation}} -> linear(1, bias=false)
            emit pathnorm
        }
        """).Nets);

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
}
