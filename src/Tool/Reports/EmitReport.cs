using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>emit</c> made: the files, and where they were written if they were.</summary>
internal sealed record EmitReport(string Spec, string? Folder, IReadOnlyList<FileEntry> Files);
