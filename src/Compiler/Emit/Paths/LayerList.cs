using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>
/// The layers of a net's graph as expressions, in topological order, and where each node's result is among them. A node
/// that passes its operand on has no layer, but for one that gives out an input: no neuron is both input and output.
/// </summary>
internal sealed class LayerList
{
    private readonly List<CallText> _layers = [];
    private readonly int[] _positions;
    private readonly int[] _firsts;

    public LayerList(Net net)
    {
        _positions = new int[net.Nodes.Count];
        _firsts = new int[net.Nodes.Count];
        var outputs = new HashSet<int>(net.Outputs.Select(output => output.Node));
        var inputs = new HashSet<int>();
        foreach (var node in net.Nodes)
        {
            var operands = node.Inputs.Select(id => _positions[id]).ToArray();
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

            _positions[node.Id] = node.Op is Neurons neurons
                ? NeuronLayers.Add(_layers, net, node, neurons, operands[0])
                : Add(new LayerText(net, node, operands).Make());
        }
    }

    /// <summary>One expression a layer.</summary>
    public IReadOnlyList<CallText> Layers => _layers;

    /// <summary>The layer that holds a node's result.</summary>
    public int PositionOf(int node) => _positions[node];

    /// <summary>The first of the layers that stand for a node alone; after <see cref="PositionOf"/> if there is none.</summary>
    public int FirstOf(int node) => _firsts[node];

    private int Add(CallText layer)
    {
        _layers.Add(layer);
        return _layers.Count - 1;
    }
}
