using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>average</c> and <c>merge</c> say of the norms that samples meet.</summary>
internal sealed record AverageReport(
    string Spec, string Net, string? Weights, long Samples, double LargestInput, IReadOnlyList<AverageEntry> Outputs);
