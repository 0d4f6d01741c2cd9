namespace NetSpec.Tool.Reports;

/// <summary>Norms of an output: means and largest values over the samples, and the path norm, which none exceeds.</summary>
internal sealed record AverageEntry(
    int Output, MagnitudeEntry LocalMean, MagnitudeEntry LocalMost, MagnitudeEntry GatedMean, MagnitudeEntry GatedMost, MagnitudeEntry PathNorm);
