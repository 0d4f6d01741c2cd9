using NetSpec.Dsl;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A neuron with the places of all it needs.</summary>
/// <param name="Name">Its name in the spec.</param>
/// <param name="Activation">Identity, ReLU or k-max-pool.</param>
/// <param name="K">The k of a k-max-pool.</param>
/// <param name="Terms">The antecedents in order.</param>
/// <param name="Bias">Offset of the bias in the store; null without one.</param>
/// <param name="Slot">Where it is kept for later parts; null when no later part reads it.</param>
/// <param name="Outputs">The features of the result that it is.</param>
internal sealed record PlannedNeuron(
    string Name,
    Activation Activation,
    int K,
    EquatableArray<NeuronTerm> Terms,
    long? Bias,
    int? Slot,
    EquatableArray<int> Outputs);
