using System.Collections.Generic;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>A sum of two maps that no linear op could take up.</summary>
public sealed record AddStep(StepInfo About, Place? Clear, Place Left, Place Right, Place To, bool Relu) : PlanStep(About, Clear)
{
    public override IEnumerable<Place> Reads => [Left, Right];

    public override IEnumerable<Place> Writes => [To];
}
