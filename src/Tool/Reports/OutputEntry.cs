using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>An output of all samples; without values where they were written to a file.</summary>
internal sealed record OutputEntry(string Name, IReadOnlyList<int> Shape, IReadOnlyList<float[]>? Values);
