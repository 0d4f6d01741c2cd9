using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>verify</c> looked at, and whether the certificate holds.</summary>
internal sealed record VerifyReport(string Certificate, string Net, bool Holds, IReadOnlyList<CheckEntry> Checks);
