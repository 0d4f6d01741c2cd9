using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>summary</c> says of the nets of a spec.</summary>
internal sealed record SummaryReport(string Spec, IReadOnlyList<NetEntry> Nets);
