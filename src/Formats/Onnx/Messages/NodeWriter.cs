using System;
using System.Collections.Generic;

namespace NetSpec.Formats.Onnx.Messages;

/// <summary>Writes a node: what it computes from which values, with attributes.</summary>
internal sealed class NodeWriter
{
    private const int RealType = 1;
    private const int IntegerType = 2;
    private const int TextType = 3;
    private const int IntegersType = 7;

    public NodeWriter(string op, string name, IEnumerable<string> inputs, params ReadOnlySpan<string> outputs)
    {
        foreach (var input in inputs)
        {
            Proto.Text(1, input);
        }

        foreach (var output in outputs)
        {
            Proto.Text(2, output);
        }

        Proto.Text(3, name).Text(4, op);
    }

    public ProtoWriter Proto { get; } = new();

    public NodeWriter With(string name, long value) => Attribute(name, IntegerType, a => a.Integer(3, value));

    public NodeWriter With(string name, float value) => Attribute(name, RealType, a => a.Real(2, value));

    public NodeWriter With(string name, string value) => Attribute(name, TextType, a => a.Text(4, value));

    public NodeWriter WithAll(string name, params int[] values) => Attribute(name, IntegersType, a =>
    {
        foreach (var value in values)
        {
            a.Integer(8, value);
        }
    });

    private NodeWriter Attribute(string name, int type, Action<ProtoWriter> value)
    {
        var attribute = new ProtoWriter().Text(1, name);
        value(attribute);
        Proto.Message(5, attribute.Integer(20, type));
        return this;
    }
}
