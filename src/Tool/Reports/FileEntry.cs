namespace NetSpec.Tool.Reports;

/// <summary>An emitted file.</summary>
internal sealed record FileEntry(string Name, int Lines, string Text);
