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
    MagnitudeEntry PathNormNeeded);
