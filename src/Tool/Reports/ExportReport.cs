namespace NetSpec.Tool.Reports;

/// <summary>What <c>export</c> read and wrote.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Net">The net, with its namespace.</param>
/// <param name="Weights">The file of the parameters.</param>
/// <param name="Model">The model that was written.</param>
/// <param name="Batch">Samples of a run; null where a run says.</param>
/// <param name="Bytes">The size of the model's file.</param>
internal sealed record ExportReport(string Spec, string Net, string Weights, string Model, int? Batch, long Bytes);
