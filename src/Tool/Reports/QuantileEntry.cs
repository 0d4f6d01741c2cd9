namespace NetSpec.Tool.Reports;

/// <summary>A margin that a share of the samples is not above.</summary>
internal sealed record QuantileEntry(double Share, double Margin);
