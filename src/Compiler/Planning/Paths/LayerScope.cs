using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A node whose layer is made: what its arguments are made of.</summary>
/// <param name="net">The net.</param>
/// <param name="node">The node.</param>
/// <param name="operands">The positions of what it reads.</param>
/// <param name="layers">The layers so far.</param>
internal sealed class LayerScope(Net net, Node node, EquatableArray<int> operands, List<GraphLayer> layers)
{
    /// <summary>The weights.</summary>
    public LayerArgument Weight => Tensor("weight", 0);

    /// <summary>The names of input neurons, where the whole net is a block of neurons.</summary>
    public LayerArgument? NeuronNames => net.Nodes.Count == 2 && net.Nodes[1] is { Op: Neurons neurons } block && block.Name == neurons.Keyword
        ? new LayerArgument.Names("NeuronNames", neurons.InputNames)
        : null;

    /// <summary>Where one of the node's tensors lies in the store.</summary>
    public LayerArgument Tensor(string label, int index) => new LayerArgument.Tensor(label, net.Parameters[node.Parameters[index]].Offset);

    /// <summary>The bias as a setting, behind the weights.</summary>
    public LayerArgument? Bias(bool hasBias) => hasBias ? Tensor("Bias", 1) : null;

    /// <summary>A layer that reads nothing.</summary>
    public int Source(string type, params LayerArgument?[] settings) => Add(type, [new LayerArgument.Result(node.Shape)], settings);

    /// <summary>A layer that reads one.</summary>
    public int One(string type, LayerArgument[] arguments, params LayerArgument?[] settings) =>
        Add(type, [new LayerArgument.Operand(operands[0]), new LayerArgument.Result(node.Shape), .. arguments], settings);

    /// <summary>A layer that reads several.</summary>
    public int Several(string type) => Add(Several(type, node.Name, node.Shape, operands));

    /// <summary>A layer that reads several, each times a number of its own.</summary>
    public int Weighted(string type, IEnumerable<double> weights, LayerArgument? setting) => Add(
        type,
        [new LayerArgument.Result(node.Shape), new LayerArgument.Operands(operands), .. weights.Select(weight => new LayerArgument.Real("", weight))],
        setting);

    /// <summary>The layers of a block of neurons.</summary>
    public int Block(Neurons neurons) => NeuronLayers.Add(layers, net, node, neurons, operands[0]);

    /// <summary>A layer that reads several.</summary>
    public static OpLayer Several(string type, string name, Shape result, EquatableArray<int> operands) => new(
        name,
        type,
        EquatableArray.Of<LayerArgument>([new LayerArgument.Result(result), .. operands.Select(operand => new LayerArgument.Operand(operand))]),
        default);

    private int Add(string type, LayerArgument[] arguments, params LayerArgument?[] settings) =>
        Add(new OpLayer(node.Name, type, EquatableArray.Of(arguments), settings.OfType<LayerArgument>().ToEquatableArray()));

    private int Add(OpLayer layer)
    {
        layers.Add(layer);
        return layers.Count - 1;
    }
}
