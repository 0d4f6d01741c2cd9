using System.Collections.Generic;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Sets a map to one.</summary>
public sealed record FillStep(StepInfo About, Place? Clear, Place To) : PlanStep(About, Clear)
{
    public override IEnumerable<Place> Reads => [];

    public override IEnumerable<Place> Writes => [To];
}
