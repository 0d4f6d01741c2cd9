namespace NetSpec.Tool.Reports;

/// <summary>What <c>new</c> wrote.</summary>
internal sealed record NewReport(string Spec, string Net, string Kind);
