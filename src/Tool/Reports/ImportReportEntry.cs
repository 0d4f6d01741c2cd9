using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>import</c> read and wrote.</summary>
/// <param name="Model">The file of the model or of the weights.</param>
/// <param name="Kind"><c>onnx</c>, <c>weights</c> beside a spec, or <c>draft</c> where the spec was drafted of weights alone.</param>
/// <param name="Opset">The version of ONNX's operators that a model uses.</param>
/// <param name="Producer">What wrote a model; empty where it does not say.</param>
/// <param name="Net">The net, with its namespace; null for a draft that does not compile.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Spec">The spec that was written, or that the weights are for.</param>
/// <param name="Weights">The parameters that were written; null where a map or a draft must be completed before.</param>
/// <param name="Map">The map of names that was written or read.</param>
/// <param name="Renamed">Parameters that have another name than in the model.</param>
/// <param name="Mapped">Which tensor of a file of weights is which parameter.</param>
/// <param name="Unused">Tensors of a file of weights that are no parameter.</param>
/// <param name="Notes">What was read otherwise than it stands.</param>
/// <param name="Comparison">The emitted code against another engine.</param>
internal sealed record ImportReportEntry(
    string Model,
    string Kind,
    long? Opset,
    string? Producer,
    string? Net,
    long Parameters,
    string Spec,
    string? Weights,
    string? Map,
    IReadOnlyList<RenamedEntry> Renamed,
    IReadOnlyList<MappedEntry> Mapped,
    IReadOnlyList<string> Unused,
    IReadOnlyList<string> Notes,
    ComparisonEntry? Comparison);
