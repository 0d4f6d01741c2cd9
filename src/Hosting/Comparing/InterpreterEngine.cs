using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Reference;
using NetSpec.Runtime.Weights;

namespace NetSpec.Hosting.Comparing;

/// <summary>The interpreter in double precision, which shares nothing with the emitted code but the reading of the spec.</summary>
public sealed class InterpreterEngine : IReferenceEngine
{
    private readonly Net _net;
    private readonly double[][] _parameters;

    /// <param name="net">The net.</param>
    /// <param name="parameters">Its parameters.</param>
    public InterpreterEngine(Net net, ParameterStore parameters)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(parameters);
        (_net, _parameters) = (net, [.. Enumerable.Range(0, parameters.Layout.Count).Select(i => InDouble(parameters.ReadOnly[i]))]);
    }

    /// <inheritdoc/>
    public string Name => "the interpreter in double precision";

    /// <inheritdoc/>
    public double[][] Run(float[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Interpreter.Forward(_net, _parameters, [.. inputs.Select(input => InDouble(input))]);
    }

    /// <summary>How many multiply-adds a sample takes.</summary>
    public static long MultiplyAdds(Net net)
    {
        ArgumentNullException.ThrowIfNull(net);
        return net.Nodes.Where(node => node.Inputs.Count > 0).Sum(node => node.Op.MultiplyAdds([.. node.Inputs.Select(i => net.Nodes[i].Shape)], node.Shape));
    }

    private static double[] InDouble(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (var i = 0; i < doubles.Length; i++)
        {
            doubles[i] = values[i];
        }

        return doubles;
    }
}
