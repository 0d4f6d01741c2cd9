namespace NetSpec.Tool.Reports;

/// <summary>Boxes that are drawn once and come several times.</summary>
internal sealed record FoldEntry(string Label, int Times, int Boxes);
