using System.Collections.Generic;
using NetSpec.Generator.Passes.Adjoints;

namespace NetSpec.Generator.Planning.Steps;

/// <summary>Costs that are sums of other costs.</summary>
public sealed record TotalCostStep(StepInfo About, TotalCost Total) : PlanStep(About, null)
{
    public override IEnumerable<Place> Reads => [];

    public override IEnumerable<Place> Writes => [];
}
