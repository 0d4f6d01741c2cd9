using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Copies those parts of a concat that could not be written in place.</summary>
public sealed record ConcatStep(StepInfo About, Place? Clear, Place To, EquatableArray<ConcatPart> Parts) : PlanStep(About, Clear)
{
    public override IEnumerable<Place> Reads => Parts.Select(part => part.From);

    public override IEnumerable<Place> Writes => [To];
}
