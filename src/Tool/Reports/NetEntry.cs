using System.Collections.Generic;

namespace NetSpec.Tool.Reports;

/// <summary>A net in a summary. Memory is in bytes, of one sample.</summary>
internal sealed record NetEntry(
    string Name,
    IReadOnlyList<PortEntry> Inputs,
    IReadOnlyList<PortEntry> Outputs,
    IReadOnlyList<LayerEntry> Layers,
    long Parameters,
    long StoredParameters,
    long MultiplyAdds,
    long Neurons,
    long ParameterBytes,
    long WorkspaceBytes,
    int ImagesPerPass);
