using NetSpec.Dsl;

namespace NetSpec.Generator.Planning.Steps;

/// <summary>The neurons of one method.</summary>
public sealed record NeuronPart(EquatableArray<PlannedNeuron> Neurons);
