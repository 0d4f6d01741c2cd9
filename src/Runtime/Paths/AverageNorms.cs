using System.Collections.Generic;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// How far a network's path norm is from what its data reach: local norms, gated norms and the path norm, Local ≤ Gated ≤
/// Worst (thesis, Section 7.2.2). Made by <see cref="PathAnalysis.Average(System.Collections.Generic.IEnumerable{float[]}, AverageOptions?)"/>.
/// </summary>
public sealed class AverageNorms
{
    internal AverageNorms(
        int samples, double r, NormSummary local, NormSummary gated, Magnitude worst, IReadOnlyList<OutputNorms> perOutput,
        IReadOnlyList<SampleNorms> perSample)
    {
        (Samples, R, Local, Gated, Worst, PerOutput, PerSample) = (samples, r, local, gated, worst, perOutput, perSample);
    }

    /// <summary>The number of samples.</summary>
    public int Samples { get; }

    /// <summary>The r in which the norms of the outputs become one number.</summary>
    public double R { get; }

    /// <summary>The r-norm over the measured outputs v of ‖A(θ, x)ᵀΦ^{→v}(θ)‖₁: the mean estimates E_x‖A(θ, x)ᵀΦ(θ)‖₁ (thesis, Section 7.2.2).</summary>
    public NormSummary Local { get; }

    /// <summary>The r-norm over the measured outputs of Σ_p |Φ_p(θ)| a_p(θ, x).</summary>
    public NormSummary Gated { get; }

    /// <summary>The r-norm over the measured outputs of ‖Φ^{→v}(θ)‖₁, which no input exceeds.</summary>
    public Magnitude Worst { get; }

    /// <summary>The same for each measured output.</summary>
    public IReadOnlyList<OutputNorms> PerOutput { get; }

    /// <summary>The norms of every sample, in their order; empty unless <see cref="AverageOptions.KeepSamples"/>.</summary>
    public IReadOnlyList<SampleNorms> PerSample { get; }

    /// <summary>The three numbers: <c>local 3.1 (at most 5.2) ≤ gated 40.1 (at most 61) ≤ worst 236</c>.</summary>
    public override string ToString() => $"local {Local} ≤ gated {Gated} ≤ worst {Worst}";
}
