using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>import</c> read and wrote.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Opset">The version of ONNX's operators that it uses.</param>
/// <param name="Producer">What wrote it; empty where it does not say.</param>
/// <param name="Net">The net, with its namespace.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Spec">The spec that was written.</param>
/// <param name="Weights">The parameters that were written.</param>
/// <param name="Renamed">Parameters that have another name than in the model.</param>
/// <param name="Notes">What was read otherwise than it stands.</param>
internal sealed record ImportReportEntry(
    string Model,
    long Opset,
    string Producer,
    string Net,
    long Parameters,
    string Spec,
    string Weights,
    IReadOnlyList<RenamedEntry> Renamed,
    IReadOnlyList<string> Notes);
