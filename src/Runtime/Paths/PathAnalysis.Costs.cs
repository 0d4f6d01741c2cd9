using System;
using NetSpec.Runtime.Paths.Costs;
using NetSpec.Runtime.Paths.Sweeps;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>
    /// The Φ-cost of every parameter, θ ⊙ ∇‖Φ(θ)‖₁, by one sweep forward and one backward (Section 3.5.1).
    /// </summary>
    /// <remarks>
    /// All terms are non-negative, so nothing cancels: relative errors are of the order of 1e-15 times the depth, and the
    /// costs of dyadic parameters of few bits are exact. No value overflows or underflows, whatever the depth, and a cost
    /// that is tiny next to the norm has all its digits.
    /// </remarks>
    /// <exception cref="ArgumentException">A parameter is NaN or infinite.</exception>
    public PathCosts Costs()
    {
        var (norm, costs) = CostSweep.Run(Architecture, AbsoluteParameters.Of(Architecture, Parameters));
        return new(Parameters.Layout, norm, costs, Description.ReusedParameters);
    }
}
