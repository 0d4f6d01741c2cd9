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

    private static Value Apply(Node node, Value[] x, double[][] p) =>
        node.Op.TakesTokens && x[0].Shape.IsSequence ? Sequences.EachToken(x[0], node.Shape, token => Whole(node, [token], p)) : Whole(node, x, p);

    private static Value Whole(Node node, Value[] x, double[][] p) => node.Op switch
    {
        SignalOp op => Sequences.AlongLength(x[0], node.Shape, (row, shape) => Whole(node with { Op = op.OnRow, Shape = shape }, [row], p)),
        Conv2D op => Convolutions.Conv(op, x[0], node.Shape, p),
        ConvTranspose2D op => Convolutions.Transposed(op, x[0], node.Shape, p),
        Linear op => LinearMaps.Linear(op, x[0], p),
        PositionFactor op => LinearMaps.EachPosition(op, x[0], node.Shape, p[0]),
        Kronecker op => LinearMaps.Kronecker(op, x[0], p[0]),
        Bias => ElementwiseMaps.Affine(x[0], null, p[0]),
        Scale => ElementwiseMaps.Affine(x[0], p[0], p.ElementAtOrDefault(1)),
        BatchNorm op => ElementwiseMaps.BatchNorm(op, x[0], p),
        PositionNorm { IsCentred: true } op => Norms.EachPosition(x[0], channels => Norms.Normalise(channels, 1, op.Epsilon, p)),
        PositionNorm op => Norms.EachPosition(x[0], channels => Norms.RootMeanSquare(channels, op.Epsilon, p[0])),
        RmsNorm op => Norms.RootMeanSquare(x[0], op.Epsilon, p[0]),
        SampleNorm op => Norms.Normalise(x[0], op.GroupsOf(x[0].Shape), op.Epsilon, p),
        LocalNorm op => Norms.Local(op, x[0]),
        Relu => ElementwiseMaps.Relu(x[0]),
        LeakyRelu op => ElementwiseMaps.LeakyRelu(x[0], op.Slope),
        Sigmoid => ElementwiseMaps.Sigmoid(x[0]),
        Clamp op => ElementwiseMaps.Clamp(x[0], op.Low, op.High),
        Abs => ElementwiseMaps.Abs(x[0]),
        HardSigmoid => ElementwiseMaps.HardSigmoid(x[0]),
        HardSwish => ElementwiseMaps.HardSwish(x[0]),
        Tanh => ElementwiseMaps.Tanh(x[0]),
        Silu => ElementwiseMaps.Silu(x[0]),
        Mish => ElementwiseMaps.Mish(x[0]),
        Gelu op => ElementwiseMaps.Gelu(x[0], op.UsesTanh),
        Elu op => ElementwiseMaps.Elu(x[0], op.Alpha),
        Softplus => ElementwiseMaps.Softplus(x[0]),
        Softmax op => ElementwiseMaps.Softmax(x[0], op.IsLogarithm),
        Identity or Dropout => x[0],
        Add => ElementwiseMaps.Add(x),
        PRelu => ElementwiseMaps.PRelu(x[0], p[0]),
        Slope => ElementwiseMaps.Slope(x[0], p[0]),
        Mul => ElementwiseMaps.Multiply(x[0], x[1]),
        WeightedSum op => ElementwiseMaps.Plus(ElementwiseMaps.Add([.. x.Zip(op.Weights, ElementwiseMaps.Times)]), op.Bias),
        Attention op => TokenMaps.Attention(op, x, node.Shape),
        Prepend => TokenMaps.Prepend(x[0], node.Shape, p[0]),
        Positions => TokenMaps.Positions(x[0], p[0]),
        Embedding op => TokenMaps.Embedding(op, x[0], node.Shape, p[0]),
        ToTokens => TokenMaps.Tokens(x[0], node.Shape),
        Token op => TokenMaps.Token(op, x[0], node.Shape),
        FeatureConcat => Sequences.ConcatFeatures(x, node.Shape),
        Concat => Layouts.Concat(x, node.Shape),
        Flatten or Reshape => new Value(node.Shape, x[0].Data),
        Pad op => Layouts.Pad(op, x[0], node.Shape),
        Slice op => new Value(node.Shape, [.. x[0].Data.Skip(op.First * x[0].Positions).Take(node.Shape.Size)]),
        FeatureSlice op => new Value(Shape.Vector(op.Count), [.. x[0].Data.Skip(op.First).Take(op.Count)]),
        Crop op => Layouts.Crop(op, x[0], node.Shape),
        Transpose => Sequences.Transpose(x[0], node.Shape),
        MeanToken => Sequences.Mean(x[0], node.Shape),
        Turn => Layouts.Turn(x[0], node.Shape),
        Shuffle op => Layouts.Shuffle(op, x[0]),
        Upsample op => Layouts.Upsample(op, x[0], node.Shape),
        Interpolate op => Layouts.Interpolate(op, x[0], node.Shape),
        MaxPool2D op => PoolingMaps.KMax(op, x[0], node.Shape),
        AvgPool2D op => PoolingMaps.Average(op, x[0], node.Shape),
        AdaptiveAvgPool2D => PoolingMaps.AdaptiveAverage(x[0], node.Shape),
        GroupSort op => Sorts.GroupSort(op, x[0]),
        TopK op => Sorts.TopK(op, x[0], node.Shape),
        Neurons op => NeuronDags.Outputs(op, x[0].Data, p),
        _ => throw new NotSupportedException($"The interpreter has no case for {node.Op.Keyword}."),
    };
}
