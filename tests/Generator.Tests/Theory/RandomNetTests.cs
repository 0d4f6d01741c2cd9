using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Generator.Tests.Emit;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Generator.Tests.Theory;

public sealed class RandomNetTests
{
    /// <summary>A network of ones that takes in ones computes its number of paths, as long as it only adds and multiplies.</summary>
    [Fact]
    public void The_number_of_paths_is_what_a_network_of_ones_computes()
    {
        var nets = Nets.Where(net => net.Nodes.All(IsLinear)).ToList();
        Assert.InRange(nets.Count, 40, 600);
        Assert.All(nets, net =>
        {
            var inputs = net.Inputs.Select(id => Ones(net.Nodes[id].Shape.Size)).ToArray();
            var computed = Interpreter.Forward(net, UnitParameters(net), inputs).Sum(output => output.Sum());
            Assert.Equal(computed, (double)PathCount.Of(net), 1e-9 * computed);
        });
    }

    [Fact]
    public void Depths_and_pools_are_in_order() => Assert.All(Nets, net =>
    {
        var facts = BoundFacts.Of(net);

        // One of a few hundred only moves values.
        Assert.InRange(facts.Lengths.DepthWithoutPools, Math.Min(1, facts.Lengths.FullDepth), facts.Lengths.Depth);
        Assert.InRange(facts.Lengths.Depth, 0, facts.Lengths.FullDepth);
        Assert.InRange(facts.Lengths.FewestPools, 0, facts.Lengths.MostPools);
        Assert.True(facts.Pools.Kinds > 0 || facts.Lengths.MostPools == 0);
        Assert.True(facts.Paths <= PathCount.Of(net, everyNeuron: true));
    });

    private static IReadOnlyList<Net> Nets { get; } = [.. Enumerable.Range(0, 600).Select(RandomNetCheck.NetOfTheory)];

    private static bool IsLinear(Node node) => node.Op is not (ActivationOp and not Relu or MaxPool2D or GroupSort or TopK or AvgPool2D or AdaptiveAvgPool2D
        or MaxPool1D or AvgPool1D or AdaptiveAvgPool1D or MeanToken or Interpolate or Interpolate1D)
        && (node.Op is not Neurons block || block.Items.All(neuron => neuron.K == 0 && neuron.Antecedents.All(edge => edge.Constant is null or 1)));

    /// <summary>Weights and biases of one, and batch-norms that multiply by one and add one.</summary>
    private static double[][] UnitParameters(Net net)
    {
        var tensors = net.Parameters.Select(parameter => parameter.Role == ParameterRole.RunningMean ? new double[parameter.Size] : Ones(parameter.Size)).ToArray();
        foreach (var node in net.Nodes)
        {
            if (node.Op is not BatchNorm norm)
                continue;

            Array.Fill(tensors[node.Parameters[^1]], 1 - norm.Epsilon);
            if (!norm.IsAffine)
                Array.Fill(tensors[node.Parameters[^2]], -1);
        }

        return tensors;
    }

    private static double[] Ones(long size) => [.. Enumerable.Repeat(1.0, (int)size)];
}
