using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A neuron that is spelt out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Activation">What it does with the sum of its edges.</param>
/// <param name="K">The k of a k-max-pool, else 0.</param>
/// <param name="Bias">The place of its bias in the store; null without one.</param>
/// <param name="Edges">What feeds it.</param>
internal sealed record GraphNeuron(string Name, Activation Activation, int K, long? Bias, EquatableArray<GraphEdge> Edges);

/// <summary>An edge to a neuron.</summary>
/// <param name="Input">The layer that it comes from, among those that the neuron's layer reads.</param>
/// <param name="Channel">The neuron there.</param>
/// <param name="Weight">The place of its weight in the store; null for a frozen one.</param>
/// <param name="Constant">The frozen weight; null for a free one.</param>
internal sealed record GraphEdge(int Input, int Channel, long? Weight, double? Constant);
