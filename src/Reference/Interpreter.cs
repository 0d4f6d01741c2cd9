using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Reference;

/// <summary>
/// Runs a net one node after another in double precision, with one plain method an op. It is the specification: every
/// other engine is compared with it.
/// </summary>
public static class Interpreter
{
    /// <summary>The outputs of a net, in the order of <see cref="Net.Outputs"/>.</summary>
    /// <param name="net">The net.</param>
    /// <param name="parameters">The tensors, in the order of <see cref="Net.Parameters"/>.</param>
    /// <param name="inputs">One sample an input, in the order of <see cref="Net.Inputs"/>.</param>
    public static double[][] Forward(Net net, double[][] parameters, params double[][] inputs)
    {
        var values = Run(net, parameters, inputs);
        return [.. net.Outputs.Select(output => values[output.Node].Data)];
    }

    /// <summary>The values of all nodes.</summary>
    public static Value[] Run(Net net, double[][] parameters, params double[][] inputs)
    {
        var values = new Value[net.Nodes.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            values[net.Inputs[i]] = new Value(net.Nodes[net.Inputs[i]].Shape, inputs[i]);
        }

        foreach (var node in net.Nodes.Where(node => node.Op is not Input))
        {
            var operands = node.Inputs.Select(i => values[i]).ToArray();
            var tensors = node.Parameters.Select(i => parameters[i]).ToArray();
            values[node.Id] = Apply(node, operands, tensors);
        }

        return values;
    }

    private static Value Apply(Node node, Value[] x, double[][] p) => node.Op switch
    {
        Conv2D op => Convolutions.Conv(op, x[0], node.Shape, p),
        ConvTranspose2D op => Convolutions.Transposed(op, x[0], node.Shape, p),
        Linear op => LinearMaps.Linear(op, x[0], p),
        Kronecker op => LinearMaps.Kronecker(op, x[0], p[0]),
        Bias => Elementwise.Affine(x[0], null, p[0]),
        Scale => Elementwise.Affine(x[0], p[0], p.ElementAtOrDefault(1)),
        BatchNorm op => Elementwise.BatchNorm(op, x[0], p),
        Relu => Elementwise.Relu(x[0]),
        LeakyRelu op => Elementwise.LeakyRelu(x[0], op.Slope),
        Sigmoid => Elementwise.Sigmoid(x[0]),
        Clamp op => Elementwise.Clamp(x[0], op.Low, op.High),
        Abs => Elementwise.Abs(x[0]),
        HardSigmoid => Elementwise.HardSigmoid(x[0]),
        HardSwish => Elementwise.HardSwish(x[0]),
        Tanh => Elementwise.Tanh(x[0]),
        Silu => Elementwise.Silu(x[0]),
        Mish => Elementwise.Mish(x[0]),
        Gelu op => Elementwise.Gelu(x[0], op.UsesTanh),
        Elu op => Elementwise.Elu(x[0], op.Alpha),
        Softplus => Elementwise.Softplus(x[0]),
        Softmax op => Elementwise.Softmax(x[0], op.IsLogarithm),
        Identity or Dropout => x[0],
        Add => Elementwise.Add(x),
        WeightedSum op => Elementwise.Add([.. x.Zip(op.Weights, Elementwise.Times)]),
        Concat => Layouts.Concat(x, node.Shape),
        Flatten => new Value(node.Shape, x[0].Data),
        Pad op => Layouts.Pad(op, x[0], node.Shape),
        Upsample op => Layouts.Upsample(op, x[0], node.Shape),
        MaxPool2D op => Pools.KMax(op, x[0], node.Shape),
        AvgPool2D op => Pools.Average(op, x[0], node.Shape),
        AdaptiveAvgPool2D => Pools.AdaptiveAverage(x[0], node.Shape),
        GroupSort op => Sorts.GroupSort(op, x[0]),
        TopK op => Sorts.TopK(op, x[0], node.Shape),
        Neurons op => NeuronDags.Outputs(op, x[0].Data, p),
        _ => throw new NotSupportedException($"The interpreter has no case for {node.Op.Keyword}."),
    };
}
