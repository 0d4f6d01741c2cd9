using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>A tensor of a file.</summary>
internal sealed record TensorEntryReport(string Name, string Type, IReadOnlyList<long> Shape);
