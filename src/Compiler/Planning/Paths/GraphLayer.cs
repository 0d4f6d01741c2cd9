using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A layer of the graph that the theory of paths is computed on. It names what it reads by position among the layers.</summary>
/// <param name="Name">Its name.</param>
internal abstract record GraphLayer(string Name);

/// <summary>The layer of a node.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Op">What it computes.</param>
/// <param name="Operands">What it reads.</param>
/// <param name="Shape">The shape of its result.</param>
/// <param name="Tensors">Where its tensors start in the store.</param>
/// <param name="NeuronNames">The names of an input's neurons, where they have names of their own.</param>
internal sealed record OpLayer(
    string Name,
    Op Op,
    EquatableArray<int> Operands,
    Shape Shape,
    EquatableArray<long> Tensors,
    EquatableArray<string> NeuronNames) : GraphLayer(Name);

/// <summary>Neurons that are spelt out.</summary>
/// <param name="Name">The name of the block, of the one neuron, or of both.</param>
/// <param name="Reads">What they read.</param>
/// <param name="Neurons">The neurons.</param>
internal sealed record NeuronsLayer(string Name, EquatableArray<int> Reads, EquatableArray<GraphNeuron> Neurons) : GraphLayer(Name);
