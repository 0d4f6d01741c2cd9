using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A layer of the graph that the theory of paths is computed on. It names what it reads by position among the layers.</summary>
/// <param name="Name">Its name.</param>
internal abstract record GraphLayer(string Name);

/// <summary>The layer of a node: an object of the runtime's.</summary>
/// <param name="Name">The node's name, which is its first argument.</param>
/// <param name="Type">Its type.</param>
/// <param name="Arguments">What its constructor takes behind the name.</param>
/// <param name="Settings">The properties that are set, where they are not what the runtime has by default.</param>
internal sealed record OpLayer(string Name, string Type, EquatableArray<LayerArgument> Arguments, EquatableArray<LayerArgument> Settings) : GraphLayer(Name);

/// <summary>Neurons that are spelt out.</summary>
/// <param name="Name">The name of the block, of the one neuron, or of both.</param>
/// <param name="Reads">What they read.</param>
/// <param name="Neurons">The neurons.</param>
internal sealed record NeuronsLayer(string Name, EquatableArray<int> Reads, EquatableArray<GraphNeuron> Neurons) : GraphLayer(Name);
