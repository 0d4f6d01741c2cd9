using System.Collections.Generic;

namespace NetSpec.Generator.Planning.Steps;

/// <summary>Copies an output from the workspace into the caller's memory.</summary>
/// <param name="Output">Index of the output.</param>
public sealed record StoreStep(StepInfo About, int Output, Place From, bool BatchLast) : PlanStep(About, null)
{
    public override IEnumerable<Place> Reads => [From];

    public override IEnumerable<Place> Writes => [];
}
