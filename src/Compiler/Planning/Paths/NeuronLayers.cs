using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>
/// The layers of a block of neurons: one for each neuron, in the order of the block, and one for all outputs together. Where
/// a neuron reads an output, outputs too are a layer each, and the block's result is their concatenation.
/// </summary>
internal sealed class NeuronLayers
{
    private readonly List<GraphLayer> _layers;
    private readonly Neurons _op;
    private readonly string _prefix;
    private readonly int _input;
    private readonly int[] _positions;
    private readonly long[] _weights;
    private readonly long[] _biases;

    private NeuronLayers(List<GraphLayer> layers, Net net, Node node, Neurons op, int input)
    {
        (_layers, _op, _input) = (layers, op, input);
        _positions = new int[op.Items.Count];
        _weights = new long[op.Items.Count];
        _biases = new long[op.Items.Count];
        var next = 0;
        for (var i = 0; i < op.Items.Count; i++)
        {
            var neuron = op.Items[i];
            _weights[i] = neuron.Antecedents.Any(edge => edge.Constant is null) ? net.Parameters[node.Parameters[next++]].Offset : -1;
            _biases[i] = neuron.HasBias ? net.Parameters[node.Parameters[next++]].Offset : -1;
        }

        _prefix = node.Name == op.Keyword ? "" : node.Name + ".";
    }

    /// <summary>Adds the layers of a block.</summary>
    /// <returns>The layer of the block's result.</returns>
    public static int Add(List<GraphLayer> layers, Net net, Node node, Neurons op, int input) => new NeuronLayers(layers, net, node, op, input).Add(node);

    private int Add(Node node)
    {
        var outputs = new HashSet<int>(_op.Outputs);
        var areRead = outputs.Count < _op.Outputs.Count
            || _op.Items.Any(neuron => neuron.Antecedents.Any(edge => outputs.Contains(edge.Source - _op.InputNames.Count)));
        for (var i = 0; i < _op.Items.Count; i++)
        {
            if (areRead || !outputs.Contains(i))
            {
                _positions[i] = Layer(_prefix + _op.Items[i].Name, [i]);
            }
        }

        if (!areRead)
        {
            return Layer(node.Name, _op.Outputs);
        }

        _layers.Add(LayerScope.Several("ConcatLayer", node.Name, node.Shape, _op.Outputs.Select(i => _positions[i]).ToEquatableArray()));
        return _layers.Count - 1;
    }

    private int Layer(string name, IReadOnlyList<int> neurons)
    {
        // Each layer that is read, with its number among them.
        var inputs = new Dictionary<int, int>();
        var items = neurons.Select(i => Neuron(i, inputs)).ToEquatableArray();
        _layers.Add(new NeuronsLayer(name, inputs.OrderBy(input => input.Value).Select(input => input.Key).ToEquatableArray(), items));
        return _layers.Count - 1;
    }

    private GraphNeuron Neuron(int index, Dictionary<int, int> inputs)
    {
        var neuron = _op.Items[index];
        var weight = _weights[index];
        var edges = neuron.Antecedents.Select(edge =>
        {
            var isInput = edge.Source < _op.InputNames.Count;
            var layer = isInput ? _input : _positions[edge.Source - _op.InputNames.Count];
            if (!inputs.TryGetValue(layer, out var input))
            {
                inputs.Add(layer, input = inputs.Count);
            }

            return new GraphEdge(input, isInput ? edge.Source : 0, edge.Constant is null ? weight++ : null, edge.Constant);
        });
        return new(neuron.Name, neuron.Activation, neuron.K, _biases[index] >= 0 ? _biases[index] : null, edges.ToEquatableArray());
    }
}
