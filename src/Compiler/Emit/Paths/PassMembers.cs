using System.Collections.Generic;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>
/// What the runtime's base classes of passes call their members, which no emitted member of a pass can be called; a test compares them. Packing is
/// called as in models.
/// </summary>
internal static class PassMembers
{
    /// <summary>Those of the base class of path-norm passes.</summary>
    public static IReadOnlyList<string> OfNorms { get; } =
        ["Compute", "Derive", "Dispose", "Exponent", "Norm", "OutputCount", "PowerSum", "RangeSuffices", "ReadsValues", "Result", "Run", "Simd"];

    /// <summary>Those of the base class of Φ-cost passes, which is one of path-norm passes.</summary>
    public static IReadOnlyList<string> OfCosts { get; } =
        [.. OfNorms, "CostExponent", "CostOf", "Costs", "DeriveAdjoint", "DeriveNorm", "EstimateCount", "Sums"];
}
