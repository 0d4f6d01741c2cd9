using System;

namespace NetSpec.Runtime.Paths;

/// <summary>The norms of one output v over a data set: Local ≤ Gated ≤ Worst, for every sample and so in mean and maximum.</summary>
/// <param name="Output">Its position, counted through all results of the network.</param>
/// <param name="Local">‖A(θ, x)ᵀΦ^{→v}(θ)‖₁: the slopes of the output around x and its intercept.</param>
/// <param name="Gated">Σ_p |Φ_p(θ)| a_p(θ, x) over the paths p that end at v: active paths without their cancellation.</param>
/// <param name="Worst">‖Φ^{→v}(θ)‖₁: all paths.</param>
public sealed record OutputNorms(int Output, NormSummary Local, NormSummary Gated, Magnitude Worst)
{
    /// <summary>The output and its norms: <c>output 3: local 3.1 (at most 5.2) ≤ gated 40.1 (at most 61) ≤ worst 236</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"output {Output}: local {Local} ≤ gated {Gated} ≤ worst {Worst}");
}
