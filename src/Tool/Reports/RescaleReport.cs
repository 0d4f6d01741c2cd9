namespace NetSpec.Tool.Reports;

/// <summary>What <c>rescale</c> and <c>normalize</c> made: other parameters of one function.</summary>
internal sealed record RescaleReport(
    string Spec, string Net, string? Weights, string How, int Groups, MagnitudeEntry PathNorm, MagnitudeEntry PathNormAfter, double LargestDifference,
        string? Output);
