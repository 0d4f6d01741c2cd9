using System.Collections.Generic;

namespace NetSpec.Formats.Onnx;

/// <summary>How a model becomes a spec.</summary>
public sealed record ImportOptions
{
    /// <summary>The net's name, a C# identifier; null makes one of the file's name.</summary>
    public string? NetName { get; init; }

    /// <summary>The net's namespace; empty for none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>
    /// Dimensions without the batch, for inputs that the model leaves open: <c>["image"] = [3, 224, 224]</c>. What the model states has to be the same.
    /// </summary>
    public IReadOnlyDictionary<string, int[]> InputShapes { get; init; } = new Dictionary<string, int[]>();
}
