using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Rewrites;

/// <summary>
/// Builds a net from another one, node by node in topological order: each old node is kept, replaced by an earlier
/// value, or left out, and new nodes may come between. Parameters and statements stay as they are.
/// </summary>
internal sealed class NetRewriter(Net net)
{
    private const int Missing = -1;

    private readonly List<Node> _nodes = [];
    private readonly int[] _newIds = Enumerable.Repeat(Missing, net.Nodes.Count).ToArray();

    /// <summary>The new ids of an old node's operands.</summary>
    public EquatableArray<int> Operands(Node node) => node.Inputs.Select(id => _newIds[id]).ToEquatableArray();

    /// <summary>The new id of an old node.</summary>
    public int Of(Node node) => _newIds[node.Id];

    /// <summary>The node built so far with the given new id.</summary>
    public Node this[int id] => _nodes[id];

    /// <summary>Keeps a node as it is.</summary>
    public void Keep(Node node) => Keep(node, node.Op, Operands(node));

    /// <summary>Keeps a node's name, shape and parameters with another op or other operands (new ids).</summary>
    public void Keep(Node node, Op op, EquatableArray<int> operands)
    {
        _newIds[node.Id] = _nodes.Count;
        _nodes.Add(node with { Id = _nodes.Count, Op = op, Inputs = operands });
    }

    /// <summary>Puts a value that is already there (a new id) in the place of a node.</summary>
    public void Replace(Node node, int by) => _newIds[node.Id] = by;

    /// <summary>Adds a node that belongs to an old node's statement, and gives its new id.</summary>
    public int Insert(Node near, string suffix, Op op, Shape shape, EquatableArray<int> operands, EquatableArray<int> parameters = default)
    {
        var node = new Node(_nodes.Count, near.Name + suffix, op, operands, shape, parameters, near.Statement);
        _nodes.Add(node);
        return node.Id;
    }

    public Net Finish() => net with
    {
        Nodes = _nodes.ToEquatableArray(),
        Inputs = net.Inputs.Select(id => _newIds[id]).ToEquatableArray(),
        Outputs = net.Outputs.Select(output => output with { Node = _newIds[output.Node] }).ToEquatableArray(),
    };
}
