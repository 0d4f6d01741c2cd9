namespace NetSpec.Tool.Reports;

/// <summary>A problem of a spec; lines and columns count from 1.</summary>
internal sealed record ReportedProblem(string File, int Line, int Column, int EndLine, int EndColumn, string Severity, string Id, string Message);
