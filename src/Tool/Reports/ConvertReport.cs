using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>What <c>convert</c> read and wrote.</summary>
internal sealed record ConvertReport(string Input, string Output, IReadOnlyList<TensorEntryReport> Tensors, IReadOnlyList<string> Notes);
