using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>A layer in a summary.</summary>
internal sealed record LayerEntry(string Name, string What, string Algorithm, IReadOnlyList<int> Shape, long Parameters, long MultiplyAdds);
