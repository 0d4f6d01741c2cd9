namespace NetSpec.Compiler.Planning.Steps;

/// <summary>An antecedent over its edge.</summary>
/// <param name="Source">Where its value is.</param>
/// <param name="Index">The input's number, the name's index among the neurons, or the slot.</param>
/// <param name="Name">The antecedent's name in the spec.</param>
/// <param name="Weight">Offset of the weight in the store; null for a frozen edge.</param>
/// <param name="Constant">The weight of a frozen edge.</param>
internal sealed record NeuronTerm(NeuronSource Source, int Index, string Name, long? Weight, double Constant);
