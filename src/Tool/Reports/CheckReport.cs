using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>check</c> found.</summary>
internal sealed record CheckReport(IReadOnlyList<string> Specs, int Errors, int Warnings, IReadOnlyList<ReportedProblem> Problems);
