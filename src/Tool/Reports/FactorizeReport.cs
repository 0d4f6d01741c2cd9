using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>factorize</c> made of a net.</summary>
internal sealed record FactorizeReport(
    string Spec,
    string Net,
    string? Weights,
    IReadOnlyList<FactorizedEntry> Layers,
    long Parameters,
    long ParametersAfter,
    long MultiplyAdds,
    long MultiplyAddsAfter,
    double LargestDifference,
    double? InputSize,
    MagnitudeEntry? OutputChangeBound,
    string Output,
    string OutputWeights);
