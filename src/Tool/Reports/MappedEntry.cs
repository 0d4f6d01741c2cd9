namespace NetSpec.Tool.Reports;

/// <summary>A parameter and the tensor that it is: by <c>name</c>, <c>prefix</c>, <c>guess</c>, as <c>given</c>, or <c>none</c>.</summary>
internal sealed record MappedEntry(string Parameter, string? Tensor, string Match);
