namespace NetSpec.Tool.Reports;

/// <summary>What <c>bounds</c> computed.</summary>
internal sealed record BoundReport(
    string Spec,
    string Net,
    string? Weights,
    ConstantsEntry Constants,
    MagnitudeEntry PathNorm,
    MagnitudeEntry LipschitzInInput,
    long? Samples,
    double? LargestInput,
    string? Loss,
    MagnitudeEntry? GapBound,
    string? Certificate);
