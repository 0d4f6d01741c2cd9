using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>
/// The layers of a net's graph in topological order, and where each node's result is among them. A node that passes its
/// operand on has no layer, but for one that gives out an input: no neuron is both input and output.
/// </summary>
internal sealed class GraphPlanner
{
    private readonly Net _net;
    private readonly List<GraphLayer> _layers = [];
    private readonly int[] _positions;
    private readonly int[] _firsts;

    public GraphPlanner(Net net)
    {
        _net = net;
        _positions = new int[net.Nodes.Count];
        _firsts = new int[net.Nodes.Count];
        var outputs = new HashSet<int>(net.Outputs.Select(output => output.Node));
        var inputs = new HashSet<int>();
        foreach (var node in net.Nodes)
        {
            var operands = node.Inputs.Select(id => _positions[id]).ToEquatableArray();
            _firsts[node.Id] = _layers.Count;
            var form = LayerForms.Of(node);
            if (form.Passes && !(outputs.Contains(node.Id) && inputs.Contains(operands[0])))
            {
                _positions[node.Id] = operands[0];
                continue;
            }

            if (node.Inputs.Count == 0)
            {
                inputs.Add(_layers.Count);
            }

            _positions[node.Id] = form.Add(new LayerScope(net, node, operands, _layers), node.Op);
        }
    }

    /// <summary>The graph.</summary>
    public GraphPlan Plan => new(
        _layers.ToEquatableArray(),
        _net.Inputs.Select(PositionOf).ToEquatableArray(),
        _net.Outputs.Select(output => PositionOf(output.Node)).ToEquatableArray());

    /// <summary>The layer that holds a node's result.</summary>
    public int PositionOf(int node) => _positions[node];

    /// <summary>The first of the layers that stand for a node alone; after <see cref="PositionOf"/> if there is none.</summary>
    public int FirstOf(int node) => _firsts[node];
}
