using System.Collections.Generic;
using NetSpec.Generator.Passes.Adjoints;

namespace NetSpec.Generator.Planning.Steps;

/// <summary>The costs of another use of a tensor.</summary>
public sealed record SharedCostStep(StepInfo About, SharedCost Shared) : PlanStep(About, null)
{
    public override IEnumerable<Place> Reads => [];

    public override IEnumerable<Place> Writes => [];
}
