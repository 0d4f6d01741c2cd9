using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Bench.Peers;

/// <summary>A node of an ONNX graph: what it computes from which values, with attributes (<c>NodeProto</c>).</summary>
internal sealed class OnnxNode
{
    // AttributeProto.AttributeType
    private const int RealType = 1;
    private const int IntegerType = 2;
    private const int TextType = 3;
    private const int IntegersType = 7;

    public OnnxNode(string op, IEnumerable<string> inputs, string output)
    {
        foreach (var input in inputs)
        {
            Proto.Text(1, input);
        }

        Proto.Text(2, output).Text(3, output).Text(4, op);
    }

    public ProtoMessage Proto { get; } = new();

    public OnnxNode With(string name, long value) => Attribute(name, IntegerType, a => a.Integer(3, value));

    public OnnxNode With(string name, float value) => Attribute(name, RealType, a => a.Real(2, value));

    public OnnxNode With(string name, string value) => Attribute(name, TextType, a => a.Text(4, value));

    public OnnxNode WithAll(string name, params ReadOnlySpan<int> values)
    {
        var all = values.ToArray();
        return Attribute(name, IntegersType, a => all.Aggregate(a, (message, value) => message.Integer(8, value)));
    }

    private OnnxNode Attribute(string name, int type, Func<ProtoMessage, ProtoMessage> value)
    {
        Proto.Message(5, value(new ProtoMessage().Text(1, name)).Integer(20, type));
        return this;
    }
}
