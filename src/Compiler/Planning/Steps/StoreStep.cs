using System.Collections.Generic;
using NetSpec.Compiler.Planning.Remarks;

namespace NetSpec.Compiler.Planning.Steps;

/// <summary>Copies an output from the workspace into the caller's memory.</summary>
/// <param name="Output">Index of the output.</param>
/// <param name="From">Where it lies.</param>
/// <param name="BatchLast">Whether the caller has the samples of each value together.</param>
/// <param name="IsWritten">Whether a kernel has written the output by itself when the net runs in panels.</param>
internal sealed record StoreStep(StepInfo About, int Output, Place From, bool BatchLast, bool IsWritten) : PlanStep(About, null)
{
    public override bool IsTransfer => true;

    public override IEnumerable<Place> Reads => [From];

    public override IEnumerable<Place> Writes => [];
}
