using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>A neuron of a block whose tensors are derived.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">The parameter of its weights; -1 where all are frozen.</param>
/// <param name="Bias">The parameter of its bias; -1 without one.</param>
/// <param name="Sources">The neurons that feed it.</param>
/// <param name="Frozen">The weight of each edge that is frozen, null for a free one; empty where all are free.</param>
internal sealed record DerivedNeuron(string Name, int Weight, int Bias, EquatableArray<int> Sources, EquatableArray<double?> Frozen);
