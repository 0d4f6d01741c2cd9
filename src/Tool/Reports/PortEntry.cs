using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>An input or output.</summary>
internal sealed record PortEntry(string Name, IReadOnlyList<int> Shape);
