using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Generator.Passes.PathNorms;

namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>Appends nodes to a path-norm net: gradients, and costs in slots of the cost array.</summary>
internal sealed class AdjointNetBuilder(Net source, PathNet path)
{
    private readonly List<Node> _nodes = [.. path.Net.Nodes];
    private readonly List<Parameter> _parameters = [.. path.Net.Parameters];
    private readonly List<AdjointTensor> _tensors = [];
    private readonly HashSet<int> _used = [];
    private readonly HashSet<string> _names = [.. path.Net.Nodes.Select(node => node.Name)];
    private readonly List<(CostSlot First, CostSlot Other, Node Near)> _shared = [];
    private long _costs = source.StoreSize;

    /// <summary>Adds a node that belongs to another one's statement, and gives its id.</summary>
    /// <param name="near">That node.</param>
    /// <param name="name">Its name; a number is added where there is one of that name.</param>
    /// <param name="op">What it computes.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="operands">What it reads.</param>
    /// <param name="tensors">Its tensors.</param>
    public int Insert(Node near, string name, Op op, Shape shape, EquatableArray<int> operands, params int[] tensors)
    {
        var unique = name;
        for (var i = 2; !_names.Add(unique); i++)
        {
            unique = FormattableString.Invariant($"{name}.{i}");
        }

        _nodes.Add(new Node(_nodes.Count, unique, op, operands, shape, tensors.ToEquatableArray(), near.Statement));
        return _nodes.Count - 1;
    }

    /// <summary>Adds a leaf.</summary>
    public void Cost(Node near, CostOp cost, params int[] operands) =>
        Insert(near, NameOf(cost.Slot) + ".cost", cost, Shape.Vector((int)cost.Slot.Size), operands.ToEquatableArray());

    /// <summary>Declares a tensor and gives its number.</summary>
    public int Declare(string name, EquatableArray<int> dims, AdjointTensor tensor)
    {
        var last = _parameters.LastOrDefault();
        _parameters.Add(new Parameter(name, dims, ParameterRole.Weight, last is null ? 0 : last.Offset + last.Size));
        _tensors.Add(tensor);
        return _parameters.Count - 1;
    }

    /// <summary>
    /// The place for the costs of one use of a tensor: the tensor's own for its first use, another one for any further and
    /// for running statistics, whose costs only lead to others.
    /// </summary>
    public CostSlot Slot(Node near, int tensor)
    {
        var parameter = source.Parameters[tensor];
        var own = new CostSlot(tensor, parameter.Offset, parameter.Size);
        if (parameter.IsTrainable && _used.Add(tensor))
            return own;

        var other = own with { Offset = _costs };
        _costs += own.Size;
        if (parameter.IsTrainable)
            _shared.Add((own, other, near));
        return other;
    }

    /// <summary>The name of one of the network's tensors.</summary>
    public string NameOf(CostSlot slot) => source.Parameters[slot.Tensor].Name;

    public AdjointNet Finish()
    {
        foreach (var (first, other, near) in _shared)
        {
            Insert(near, NameOf(first) + ".shared", new SharedCost(first, NameOf(first), other), Shape.Vector((int)first.Size), default);
        }

        return new AdjointNet(path.Net with { Nodes = _nodes.ToEquatableArray(), Parameters = _parameters.ToEquatableArray() }, path, _tensors.ToEquatableArray(), _costs);
    }
}
