using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>Builds a <see cref="PathNet"/> node by node from another net's nodes.</summary>
internal sealed class PathNetBuilder(Net source)
{
    private readonly List<Node> _nodes = [];
    private readonly List<Parameter> _parameters = [];
    private readonly List<DerivedTensor> _tensors = [];
    private readonly UniqueNames _names = new("_");
    private readonly int[] _newIds = Enumerable.Repeat(-1, source.Nodes.Count).ToArray();

    /// <summary>The node built so far with the given new id.</summary>
    public Node this[int id] => _nodes[id];

    /// <summary>The new id of an old value.</summary>
    public int Of(int old) => _newIds[old];

    /// <summary>The new ids of an old node's operands.</summary>
    public EquatableArray<int> Operands(Node node) => node.Inputs.Select(Of).ToEquatableArray();

    /// <summary>Puts a new value in the place of an old node.</summary>
    public void Replace(Node node, int by) => _newIds[node.Id] = by;

    /// <summary>Adds a node in the place of an old one.</summary>
    public void Add(Node old, Op op, EquatableArray<int> operands, params DerivedTensor[] tensors) =>
        _newIds[old.Id] = Insert(old, "", op, operands, tensors);

    /// <summary>Adds a node that belongs to an old one's statement, and gives its new id.</summary>
    public int Insert(Node near, string suffix, Op op, EquatableArray<int> operands, params DerivedTensor[] tensors)
    {
        var shapes = operands.Select(id => _nodes[id].Shape).ToArray();
        var shape = op.Infer(shapes).Shape
            ?? throw new InvalidOperationException($"'{near.Name}{suffix}' fits no operand of {string.Join(", ", shapes.Select(s => s.ToString()))}.");
        var name = near.Name + suffix;
        var parameters = op.Parameters(shapes).Select((spec, i) => Declare(name, spec, tensors[i])).ToEquatableArray();
        _nodes.Add(new Node(_nodes.Count, name, op, operands, shape, parameters, near.Statement));
        return _nodes.Count - 1;
    }

    public PathNet Finish() => new(
        source with
        {
            Nodes = _nodes.ToEquatableArray(),
            Inputs = default,
            Outputs = source.Outputs.Select(output => output with { Node = Of(output.Node) }).ToEquatableArray(),
            Parameters = _parameters.ToEquatableArray(),
            Layout = BatchLayout.BatchFirst,
            Passes = EquatableArray.Of(PassWords.Forward),
        },
        _tensors.ToEquatableArray());

    private int Declare(string node, ParameterSpec spec, DerivedTensor tensor)
    {
        var name = _names.Take($"{node}.{spec.Suffix}");
        var last = _parameters.LastOrDefault();
        _parameters.Add(new Parameter(name, spec.Dims, spec.Role, last is null ? 0 : last.Offset + last.Size));
        _tensors.Add(tensor);
        return _parameters.Count - 1;
    }
}
