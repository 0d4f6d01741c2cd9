using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Copies a vector from a sample's region to where it is kept until the steps behind take many samples at a time.</summary>
/// <param name="About">What a reader wants to know about it.</param>
/// <param name="From">Where it lies in the region.</param>
/// <param name="To">Where it is kept: a place of the head.</param>
internal sealed record KeepStep(StepInfo About, Place From, Place To) : PlanStep(About, null)
{
    public override bool IsTransfer => true;

    public override IEnumerable<Place> Reads => [From];

    public override IEnumerable<Place> Writes => [To];
}
