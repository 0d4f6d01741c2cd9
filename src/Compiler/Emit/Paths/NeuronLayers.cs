using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>
/// The layers of a block of neurons: one for each neuron, in the order of the block, and one for all outputs together. Where
/// a neuron reads an output, outputs too are a layer each, and the block's result is their concatenation.
/// </summary>
internal sealed class NeuronLayers
{
    private readonly List<CallText> _layers;
    private readonly Neurons _op;
    private readonly string _prefix;
    private readonly int _input;
    private readonly int[] _positions;
    private readonly long[] _weights;
    private readonly long[] _biases;

    private NeuronLayers(List<CallText> layers, Net net, Node node, Neurons op, int input)
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
    public static int Add(List<CallText> layers, Net net, Node node, Neurons op, int input) => new NeuronLayers(layers, net, node, op, input).Add(node);

    private int Add(Node node)
    {
        var outputs = new HashSet<int>(_op.Outputs);
        var areRead = outputs.Count < _op.Outputs.Count || _op.Items.Any(neuron => neuron.Antecedents.Any(edge => outputs.Contains(edge.Source - _op.InputNames.Count)));
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

        _layers.Add(CallText.New("ConcatLayer", [CSharp.Literal(node.Name), $"new({CSharp.Literal(_op.Outputs.Count)})", .. _op.Outputs.Select(i => CSharp.Literal(_positions[i]))]));
        return _layers.Count - 1;
    }

    private int Layer(string name, IReadOnlyList<int> neurons)
    {
        // Each layer that is read, with its number among them.
        var inputs = new Dictionary<int, int>();
        var texts = neurons.Select(i => Neuron(i, inputs)).ToList();
        var read = inputs.Count == 0 ? "new int[0]" : $"new[] {{ {string.Join(", ", inputs.OrderBy(input => input.Value).Select(input => CSharp.Literal(input.Key)))} }}";
        _layers.Add(CallText.New("NeuronsLayer", [CSharp.Literal(name), read, .. texts]));
        return _layers.Count - 1;
    }

    private CallText Neuron(int index, Dictionary<int, int> inputs)
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

            var from = $"{CSharp.Literal(input)}, {CSharp.Literal(isInput ? edge.Source : 0)}";
            return edge.Constant is { } constant ? $"{Aliases.Graphs}Edge.Frozen({from}, {CSharp.Literal(constant)})" : $"{Aliases.Graphs}Edge.Free({from}, {CSharp.Literal(weight++)})";
        });
        return CallText.New(
            "Neuron",
            [CSharp.Literal(neuron.Name), $"{Aliases.Graphs}Activation.{neuron.Activation}", .. edges],
            CallText.Set("K", CSharp.Literal(neuron.K), neuron.K != 0),
            CallText.Set("Bias", CSharp.Literal(_biases[index]), _biases[index] >= 0));
    }
}
