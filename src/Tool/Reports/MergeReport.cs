namespace NetSpec.Tool.Reports;

/// <summary>What <c>merge</c> says of a whole job: one of the last two.</summary>
internal sealed record MergeReport(string Pass, int Pieces, MarginReport? Margins, AverageReport? Average);
