using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>The neurons of one method.</summary>
internal sealed record NeuronPart(EquatableArray<PlannedNeuron> Neurons);
