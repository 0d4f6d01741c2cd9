using System.Collections.Generic;

namespace NetSpec.Runtime.Paths;

/// <summary>The norms of one sample x.</summary>
/// <param name="Local">‖A(θ, x)ᵀΦ^{→v}(θ)‖₁ of each measured output v.</param>
/// <param name="Gated">Σ_p |Φ_p(θ)| a_p(θ, x) of each measured output.</param>
public sealed record SampleNorms(IReadOnlyList<Magnitude> Local, IReadOnlyList<Magnitude> Gated)
{
    /// <summary>The norms of each output: <c>local 3.1, 2.7; gated 40.1, 38</c>.</summary>
    public override string ToString() => $"local {string.Join(", ", Local)}; gated {string.Join(", ", Gated)}";
}
