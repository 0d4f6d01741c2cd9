using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Tests.Support.RandomNets;

/// <summary>Parameters and samples for a net at random, of about the same size at any depth, so that an error anywhere shows.</summary>
public static class RandomValues
{
    /// <summary>The tensors, in the order of <see cref="Net.Parameters"/>.</summary>
    public static float[][] Parameters(Net net, Random random)
    {
        var tensors = new float[net.Parameters.Count][];
        foreach (var node in net.Nodes)
        {
            foreach (var index in node.Parameters)
            {
                var parameter = net.Parameters[index];
                tensors[index] ??= Values(random, parameter.Size, parameter.Role switch
                {
                    ParameterRole.Weight => (0, Math.Sqrt(3.0 / FanIn(node.Op, parameter))),
                    ParameterRole.RunningVariance => (1.2, 0.7),
                    ParameterRole.Gamma => (0, 1.5),
                    _ => (0, 0.7),
                });
            }
        }

        return tensors;
    }

    /// <summary>One sample, in the order of <see cref="Net.Inputs"/>.</summary>
    public static float[][] Sample(Net net, Random random) => 
    [
        .. net.Inputs.Select(input => Embedding.VocabularyOf(net, input) is { } vocabulary
            ? [.. Enumerable.Range(0, net.Nodes[input].Shape.Size).Select(_ => (float)random.Next(vocabulary))]
            : Values(random, net.Nodes[input].Shape.Size, (0, 1.7))),
    ];

    private static double FanIn(Op op, Parameter weight) => op switch
    {
        Kronecker factor => factor.Pattern.C,
        ConvTranspose2D conv => (double)weight.Dims[0] / conv.Groups * conv.Kernel.Height * conv.Kernel.Width / (conv.Stride.Height * conv.Stride.Width),
        Embedding => 1,
        Linear { IsTransposed: true } => weight.Dims[0],
        _ => weight.Size / weight.Dims[0],
    };

    private static float[] Values(Random random, long count, (double Centre, double Radius) range)
    {
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(range.Centre + (range.Radius * ((2 * random.NextDouble()) - 1)));
        }

        return values;
    }
}
