using System;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathDescription
{
    /// <summary>Makes the single-precision Φ-cost pass; null when it was not emitted.</summary>
    public Func<SimdLevel, PathCostPass>? CostPass { get; init; }
}
