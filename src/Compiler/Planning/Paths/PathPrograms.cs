using System.Collections.Generic;

namespace NetSpec.Compiler.Planning.Paths;

/// <summary>The single-precision passes that a net asks for, planned.</summary>
/// <param name="Norms">The path-norm pass; null when none is asked for or possible.</param>
/// <param name="Costs">The Φ-cost pass; null when none is asked for or possible.</param>
internal sealed record PathPrograms(PathProgram? Norms, CostProgram? Costs)
{
    /// <summary>All plans.</summary>
    public IEnumerable<Plan> Plans => [.. Norms?.Plans ?? [], .. Costs is null ? (Plan[])[] : [Costs.Plan]];
}
