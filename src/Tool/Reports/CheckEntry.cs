namespace NetSpec.Tool.Reports;

/// <summary>One claim of a certificate.</summary>
internal sealed record CheckEntry(string What, string Claimed, string Found, bool Holds);
