namespace NetSpec.Tool.Reports;

/// <summary>What <c>quantize</c> changed, and what that can change in outputs.</summary>
internal sealed record QuantizeReport(
    string Spec,
    string Net,
    string? Weights,
    string Rounding,
    double Step,
    long Changed,
    long Zeros,
    long Stored,
    MagnitudeEntry PathNorm,
    MagnitudeEntry Distance,
    bool IsExact,
    double InputSize,
    MagnitudeEntry ChangeBound,
    MagnitudeEntry LargestOutputChangeBound,
    string? Output);
