using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Brings an input from the caller's memory into the workspace.</summary>
/// <param name="Input">Index of the input.</param>
/// <param name="IsInteger">Whether it holds whole numbers there, which become floats.</param>
internal sealed record LoadStep(StepInfo About, Place? Clear, int Input, Place To, bool BatchLast, bool IsInteger) : PlanStep(About, Clear)
{
    public override bool IsTransfer => true;

    public override IEnumerable<Place> Reads => [];

    public override IEnumerable<Place> Writes => [To];
}
