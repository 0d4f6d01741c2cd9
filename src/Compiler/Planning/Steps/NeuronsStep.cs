using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A DAG computed neuron by neuron, in methods of limited size.</summary>
/// <param name="Parts">The neurons in order, a method each part.</param>
/// <param name="Scratch">Offset of the floats that hold values shared by parts, then the arguments of one k-max-pool; null when there are none.</param>
/// <param name="Shared">How many values parts share.</param>
/// <param name="Candidates">The most arguments a k-max-pool has.</param>
internal sealed record NeuronsStep(
    StepInfo About,
    Place From,
    Place To,
    EquatableArray<NeuronPart> Parts,
    Place? Scratch,
    int Shared,
    int Candidates) : PlanStep(About, null)
{
    public override bool IsTransfer => false;

    public override IEnumerable<Place> Reads => [From];

    public override IEnumerable<Place> Writes => Scratch is null ? [To] : [To, Scratch];
}
