namespace NetSpec.Tool.Reports;

/// <summary>A parameter that has another name than in the model.</summary>
internal sealed record RenamedEntry(string Parameter, string Initializer);
