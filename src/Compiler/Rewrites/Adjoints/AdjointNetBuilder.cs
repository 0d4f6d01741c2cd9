using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites.Adjoints;

/// <summary>Appends nodes to a path-norm net: gradients, and sums for costs in slots of an array.</summary>
internal sealed class AdjointNetBuilder(Net source, PathNet path)
{
    private readonly List<Node> _nodes = [.. path.Net.Nodes];
    private readonly List<Parameter> _parameters = [.. path.Net.Parameters];
    private readonly List<AdjointTensor> _tensors = [];
    private readonly List<LayerCostTerms> _layers = [];
    private readonly UniqueNames _names = NamesOf(path.Net.Nodes.Select(node => node.Name));
    private readonly UniqueNames _tensorNames = NamesOf(path.Net.Parameters.Select(parameter => parameter.Name));
    private long _sums;

    /// <summary>Adds a node that belongs to another one's statement, and gives its id.</summary>
    /// <param name="near">That node.</param>
    /// <param name="name">Its name; a number is added where there is one of that name.</param>
    /// <param name="op">What it computes.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="operands">What it reads.</param>
    /// <param name="tensors">Its tensors.</param>
    public int Insert(Node near, string name, Op op, Shape shape, EquatableArray<int> operands, params int[] tensors)
    {
        _nodes.Add(new Node(_nodes.Count, _names.Take(name), op, operands, shape, tensors.ToEquatableArray(), near.Statement));
        return _nodes.Count - 1;
    }

    /// <summary>The name of one of the network's tensors.</summary>
    public string NameOf(int tensor) => source.Parameters[tensor].Name;

    /// <summary>Adds a leaf for the costs of one of the network's tensors, and gives the place of its sums.</summary>
    /// <param name="near">The node that has the tensor.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="cost">Makes the leaf, from the place and the tensor's name.</param>
    /// <param name="operands">What it reads.</param>
    public long Cost(Node near, int tensor, Func<CostSlot, string, CostOp> cost, params int[] operands) =>
        Cost(near, source.Parameters[tensor].Name, source.Parameters[tensor].Size, cost, operands);

    /// <summary>Adds a leaf for costs, and gives the place of its sums.</summary>
    /// <param name="near">The node whose costs they are.</param>
    /// <param name="name">What has them.</param>
    /// <param name="size">How many sums there are.</param>
    /// <param name="cost">Makes the leaf, from the place and the name.</param>
    /// <param name="operands">What it reads.</param>
    public long Cost(Node near, string name, long size, Func<CostSlot, string, CostOp> cost, params int[] operands)
    {
        var slot = new CostSlot(_sums, size);
        _sums += slot.Size;
        Insert(near, name + ".cost", cost(slot, name), Shape.Vector((int)slot.Size), operands.ToEquatableArray());
        return slot.Offset;
    }

    /// <summary>Adds what makes costs of sums.</summary>
    public void Add(LayerCostTerms layer) => _layers.Add(layer);

    /// <summary>Declares the tensor of an op and gives its number.</summary>
    /// <param name="name">Its name; a number is added where there is one of that name.</param>
    /// <param name="spec">The tensor, as the op says.</param>
    /// <param name="tensor">Where it comes from.</param>
    public int Declare(string name, ParameterSpec spec, AdjointTensor tensor)
    {
        var last = _parameters.LastOrDefault();
        _parameters.Add(new Parameter(_tensorNames.Take(name), spec.Dims, spec.Role, last is null ? 0 : last.Offset + last.Size, spec.FanIn));
        _tensors.Add(tensor);
        return _parameters.Count - 1;
    }

    public AdjointNet Finish() => new(
        path.Net with { Nodes = _nodes.ToEquatableArray(), Parameters = _parameters.ToEquatableArray() },
        path,
        _tensors.ToEquatableArray(),
        _layers.ToEquatableArray(),
        _sums);

    private static UniqueNames NamesOf(IEnumerable<string> taken)
    {
        var names = new UniqueNames(".");
        foreach (var name in taken)
        {
            names.Take(name);
        }

        return names;
    }
}
