using System.Collections.Generic;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A step from one map to another.</summary>
public abstract record MapStep(StepInfo About, Place? Clear, Place From, Place To) : PlanStep(About, Clear)
{
    public override IEnumerable<Place> Reads => [From];

    public override IEnumerable<Place> Writes => [To];
}
