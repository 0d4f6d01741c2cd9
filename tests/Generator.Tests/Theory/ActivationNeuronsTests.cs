using System;
using System.Collections.Generic;
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

/// <summary>Activations as the neurons that the theory of paths writes them with.</summary>
public sealed class ActivationNeuronsTests
{
    /// <summary>Each activation that has such neurons, at arguments that matter.</summary>
    private static readonly ActivationOp[] Written =
    [
        new Relu(), new LeakyRelu(0.25), new LeakyRelu(0), new LeakyRelu(1), new Abs(), new Elu(0), new Clamp(0, 6), new Clamp(-1, 1), new Clamp(-0.25, 0.75),
        new Clamp(0.125, 3), new Clamp(-3, -0.5), new Clamp(-2, 0), new HardSigmoid(),
        new PRelu(IsShared: false), new PRelu(IsShared: true),
    ];

    private static readonly ActivationOp[] Others =
        [new HardSwish(), new Sigmoid(), new Tanh(), new Silu(), new Gelu(UsesTanh: false), new Gelu(UsesTanh: true), new Elu(1), new Softplus(), new Mish()];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Written.Length)];

    [Fact]
    public void Those_that_are_piecewise_linear_have_neurons_and_no_other_has()
    {
        Assert.All(Written, op => Assert.True(op.Neurons.Count > 0 && op.Traits.IsPiecewiseLinear));
        Assert.All(Others, op => Assert.True(op.Neurons.Count == 0 && !op.Traits.IsPiecewiseLinear));
        Assert.Equal(
            typeof(ActivationOp).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ActivationOp)) && !type.IsAbstract).ToHashSet(),
            Written.Concat(Others).Select(op => op.GetType()).ToHashSet());
    }

    /// <summary>At the corners of each, between them and beyond.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Neurons_compute_the_activation(int index)
    {
        double[] points = [.. Enumerable.Range(-64, 129).Select(i => i / 8.0), -1e4, 1e4, 1.0 / 3, -2.0 / 7];
        var net = NetOf(points.Length, Written[index]);
        var model = TheoryNet.Of(net);

        Assert.Empty(NetVerifier.Violations(model));
        Assert.DoesNotContain(model.Nodes, node => node.Op.Model is null);
        double[][] slopes = [.. net.Parameters.Select(parameter => Enumerable.Range(0, (int)parameter.Size).Select(i => 0.3 - (i / 50.0)).ToArray())];
        var (expected, found) = (Interpreter.Forward(net, slopes, points)[0], Interpreter.Forward(model, slopes, points)[0]);
        Assert.All(expected.Zip(found).Zip(points), pair => Assert.Equal(pair.First.First, pair.First.Second, 4e-16 * (1 + Math.Abs(pair.Second))));
    }

    /// <summary>
    /// High - max(0, high - low - max(0, x - low)): a path through it stays one path with the same product. A path starts at each of its biases that is
    /// not zero: at the lower bound, at the difference of both, at the upper one.
    /// </summary>
    [Theory]
    [InlineData("relu", 1, 0)]
    [InlineData("relu6", 1, 2)]
    [InlineData("hardtanh", 1, 3)]
    [InlineData("clamp(0.5, 2)", 1, 3)]
    [InlineData("clamp(-1, 0)", 1, 2)]
    [InlineData("hardsigmoid", 1, 3)]
    [InlineData("leakyrelu", 2, 0)]
    [InlineData("prelu", 2, 0)]
    [InlineData("prelu(shared=true)", 2, 0)]
    public void A_bounded_activation_adds_paths_and_multiplies_none(string activation, int through, int started)
    {
        var net = Net($"input x : 2", $"output y = x -> linear(3) -> {activation} -> linear(4, bias=false)");

        Assert.Equal(new BigInteger(((2 + 1) * through * 3 * 4) + (started * 3 * 4)), PathCount.Of(net));
    }

    [Fact]
    public void A_clamp_is_two_ReLUs_deep() =>
        Assert.Equal(
            (4, 6),
            (PathLengths.Of(Net("input x : 2", "output y = x -> linear(3) -> relu6 -> linear(3) -> leakyrelu -> linear(4)")).Depth,
                PathLengths.Of(Net("input x : 2", "output y = x -> linear(3) -> relu6 -> linear(3) -> hardtanh -> linear(3) -> abs -> linear(4)")).Depth));

    /// <summary>What is cut at a number of the architecture has no scale to lose, and so has all that frozen edges tie to it.</summary>
    [Fact]
    public void Channels_around_a_clamp_do_not_scale()
    {
        var net = TheoryNet.Of(Net("input x : 2", "output y = x -> linear(3) as a -> relu6 -> linear(5) as b -> relu -> linear(4) as c"));
        var rescaling = RescalingAnalysis.Of(net);

        Assert.Equal(5, rescaling.GroupCount);
        Assert.All(
            net.Nodes.Where(node => node.Name.StartsWith('a') || node.Name.StartsWith("y.relu6", StringComparison.Ordinal)),
            node => Assert.Equal(new GroupRun(3, GroupRun.Bias, 3), Assert.Single(rescaling.Nodes[node.Id])));
    }

    /// <summary>What enters a slope scales with what leaves it, so that two uses of one slope tie nothing together.</summary>
    [Theory]
    [InlineData("prelu", "prelu")]
    [InlineData("prelu(shared=true) as p", "prelu(shared=true) with p")]
    public void A_learned_slope_is_multiplied_by_nothing(string first, string second)
    {
        var net = Net($"input x : 2", $"output y = x -> linear(3) -> {first} -> linear(5) -> {second} -> linear(4)");

        Assert.Equal(8, RescalingAnalysis.Of(TheoryNet.Of(net)).GroupCount);
        Assert.Equal((3, 5), (PathLengths.Of(net).Depth, PathLengths.Of(net).FullDepth));
    }

    [Fact]
    public void A_net_without_one_stays_as_it_is()
    {
        var net = Net("input x : 2", "output y = x -> linear(3) -> relu -> linear(4)");
        Assert.Same(net, TheoryNet.Of(net));
    }

    private static Net NetOf(int features, ActivationOp activation)
    {
        var builder = new GraphBuilder("N").In("Nets");
        builder.Output("y", builder.Add("f", activation, builder.Input("x", features)));
        return builder.Build();
    }

    private static Net Net(params string[] lines) => Assert.Single(SpecCompiler.Compile($"net N {{\n{string.Join('\n', lines)}\nemit pathnorm\n}}\n").Nets);
}
