using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>margins</c> and <c>merge</c> say of labelled samples.</summary>
internal sealed record MarginReport(
    string Spec,
    string Net,
    string? Weights,
    string OutputName,
    long Samples,
    double ErrorRate,
    double LargestInput,
    IReadOnlyList<QuantileEntry> Quantiles,
    double? Bound,
    double? Gamma,
    double Confidence,
    MagnitudeEntry PathNorm,
    MagnitudeEntry PathNormNeeded)
{
    /// <summary>The shares of samples whose margins are reported.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 1];
}
