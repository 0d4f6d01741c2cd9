using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>run</c> computed: where it was written, or here.</summary>
internal sealed record RunReport(string Spec, string Net, string? Weights, long Samples, string? Output, IReadOnlyList<OutputEntry> Outputs);
