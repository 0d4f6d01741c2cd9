using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>bench</c> measured.</summary>
internal sealed record BenchReport(string Spec, string Net, string Simd, long MultiplyAdds, IReadOnlyList<BenchEntry> Runs);
