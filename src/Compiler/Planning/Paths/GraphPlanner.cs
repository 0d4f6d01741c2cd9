using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

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
            if (node.Op is Identity or Dropout && !(outputs.Contains(node.Id) && inputs.Contains(operands[0])))
            {
                _positions[node.Id] = operands[0];
                continue;
            }

            if (node.Op is Input)
            {
                inputs.Add(_layers.Count);
            }

            _positions[node.Id] = node.Op is Neurons neurons ? NeuronLayers.Add(_layers, net, node, neurons, operands[0]) : Add(node, operands);
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

    private int Add(Node node, EquatableArray<int> operands)
    {
        var tensors = node.Parameters.Select(index => _net.Parameters[index].Offset).ToEquatableArray();
        _layers.Add(new OpLayer(node.Name, node.Op, operands, node.Shape, tensors, node.Op is Input ? NeuronNames() : default));
        return _layers.Count - 1;
    }

    /// <summary>The names of input neurons, where the whole net is a block of neurons.</summary>
    private EquatableArray<string> NeuronNames() =>
        _net.Nodes.Count == 2 && _net.Nodes[1] is { Op: Neurons neurons } block && block.Name == neurons.Keyword ? neurons.InputNames : default;
}
