using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Peers;

/// <summary>A net with its weights as an ONNX model: batch first, batch-norm left to the runtime to fold, fixed shapes.</summary>
internal static class OnnxModel
{
    // TensorProto.DataType.FLOAT
    private const int Float = 1;
    private const int IrVersion = 8;
    private const int Opset = 17;

    /// <param name="net">A net of one input and one output.</param>
    /// <param name="weights">Its parameters.</param>
    /// <param name="batch">Samples of a run.</param>
    /// <exception cref="NotSupportedException">The net has an op that <see cref="OnnxOps"/> does not write.</exception>
    public static byte[] Write(Net net, ParameterStore weights, int batch)
    {
        var graph = new ProtoMessage();
        foreach (var node in net.Nodes.Where(node => node.Op is not Input))
        {
            graph.Message(1, OnnxOps.Node(Simplest(net, node), [.. Operands(net, node, graph), .. node.Parameters.Select(i => net.Parameters[i].Name)], Value(node)).Proto);
        }

        graph.Text(2, net.Name);
        for (var i = 0; i < net.Parameters.Count; i++)
        {
            graph.Message(5, Tensor(net.Parameters[i], weights[i]));
        }

        graph.Message(11, Port(net.Nodes[net.Inputs[0]], batch));
        graph.Message(12, Port(net.Nodes[net.Outputs[0].Node], batch));
        return new ProtoMessage()
            .Integer(1, IrVersion)
            .Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, "").Integer(2, Opset))
            .ToArray();
    }

    /// <summary>The name of a node's result.</summary>
    public static string Value(Node node) => string.Create(CultureInfo.InvariantCulture, $"v{node.Id}");

    /// <summary>An average over windows of one position is the operand.</summary>
    private static Op Simplest(Net net, Node node) => node.Op is AdaptiveAvgPool2D && net.Nodes[node.Inputs[0]].Shape == node.Shape ? new Identity() : node.Op;

    /// <summary>A linear layer takes a map of one position for a vector; ONNX has to be told.</summary>
    private static IEnumerable<string> Operands(Net net, Node node, ProtoMessage graph)
    {
        foreach (var input in node.Inputs.Select(i => net.Nodes[i]))
        {
            if (node.Op is Linear && input.Shape.IsMap)
            {
                var flat = $"{Value(node)}.flat";
                graph.Message(1, new OnnxNode("Flatten", [Value(input)], flat).With("axis", 1).Proto);
                yield return flat;
            }
            else
            {
                yield return Value(input);
            }
        }
    }

    private static ProtoMessage Tensor(Parameter parameter, ReadOnlySpan<float> values)
    {
        var tensor = new ProtoMessage();
        foreach (var dim in parameter.Dims)
        {
            tensor.Integer(1, dim);
        }

        return tensor.Integer(2, Float).Text(8, parameter.Name).Bytes(9, MemoryMarshal.AsBytes(values));
    }

    private static ProtoMessage Port(Node node, int batch)
    {
        var shape = new ProtoMessage().Message(1, new ProtoMessage().Integer(1, batch));
        foreach (var dim in node.Shape.Dims)
        {
            shape.Message(1, new ProtoMessage().Integer(1, dim));
        }

        var type = new ProtoMessage().Message(1, new ProtoMessage().Integer(1, Float).Message(2, shape));
        return new ProtoMessage().Text(1, Value(node)).Message(2, type);
    }
}
