namespace NetSpec.Tool.Reports;

/// <summary>A tensor that was pruned.</summary>
internal sealed record PrunedTensorEntry(string Name, long Size, long Pruned);
