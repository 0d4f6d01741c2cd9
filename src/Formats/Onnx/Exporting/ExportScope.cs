using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Formats.Content;
using NetSpec.Formats.Onnx.Messages;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Onnx.Exporting;

/// <summary>What is written while ops are exported, one after another: nodes, and constants beside the parameters.</summary>
internal sealed class ExportScope(Net net)
{
    private readonly Dictionary<string, TensorEntry> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly string[] _names = new string[net.Nodes.Count];

    public Net Net => net;

    public List<ProtoWriter> Nodes { get; } = [];

    /// <summary>Constants that are no parameters: shapes, axes, averages.</summary>
    public IReadOnlyCollection<TensorEntry> Constants => _constants.Values;

    /// <summary>The name of a node's result.</summary>
    public string Value(int node) => _names[node];

    /// <summary>Gives a node's result its name, or a name near it.</summary>
    public string Name(int node, string wanted) => _names[node] = Free(wanted);

    /// <summary>Keeps a name from all values.</summary>
    public string Reserve(string name) => Free(name);

    /// <summary>The names of a node's parameters.</summary>
    public string[] Parameters(Node node) => [.. node.Parameters.Select(i => net.Parameters[i].Name)];

    /// <summary>The operands of a node.</summary>
    public string[] Operands(Node node) => [.. node.Inputs.Select(Value)];

    /// <summary>The only operand of a node that takes a vector: a map of one position is flattened.</summary>
    public string Vector(Node node)
    {
        var operand = net.Nodes[node.Inputs[0]];
        return operand.Shape.IsVector ? Value(operand.Id) : Add(node, "Flatten", [Value(operand.Id)], "flat", n => n.With("axis", 1));
    }

    /// <summary>Writes the node that has an op's result.</summary>
    public void AddResult(Node node, string op, IEnumerable<string> inputs, Func<NodeWriter, NodeWriter>? with = null) =>
        Write(op, node.Name, inputs, Value(node.Id), with);

    /// <summary>Writes a node on the way to an op's result.</summary>
    /// <returns>The name of its result.</returns>
    public string Add(Node node, string op, IEnumerable<string> inputs, string suffix, Func<NodeWriter, NodeWriter>? with = null)
    {
        var result = Free($"{node.Name}/{suffix}");
        Write(op, result, inputs, result, with);
        return result;
    }

    /// <summary>Writes a node of which the first result is used.</summary>
    public void Write(string op, string name, IEnumerable<string> inputs, string output, Func<NodeWriter, NodeWriter>? with)
    {
        var node = op == "TopK" ? new NodeWriter(op, name, inputs, output, Free(output + "/places")) : new NodeWriter(op, name, inputs, output);
        Nodes.Add((with is null ? node : with(node)).Proto);
    }

    /// <summary>A constant vector of whole numbers; equal ones are one.</summary>
    public string Integers(params long[] values) => Constant(
        $"shape/{string.Join('_', values.Select(value => value.ToString(CultureInfo.InvariantCulture).Replace('-', 'm')))}",
        name => new TensorEntry(name, TensorType.I64, [values.Length], new MemoryContent(values.SelectMany(BitConverter.GetBytes).ToArray())));

    /// <summary>A constant of floats.</summary>
    public string Floats(string name, ReadOnlySpan<long> shape, float[] values)
    {
        var dims = shape.ToArray();
        return Constant(name, given => TensorEntry.FromFloats(given, dims, values));
    }

    private string Constant(string name, Func<string, TensorEntry> make)
    {
        if (!_constants.ContainsKey(name))
            _constants.Add(name, make(name));
        return name;
    }

    private string Free(string wanted)
    {
        var free = wanted;
        for (var i = 2; !_values.Add(free) || net.Parameters.Any(parameter => parameter.Name == free); i++)
        {
            free = $"{wanted}_{i.ToString(CultureInfo.InvariantCulture)}";
        }

        return free;
    }
}
