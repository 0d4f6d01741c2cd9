namespace NetSpec.Formats.Onnx;

/// <summary>How a net becomes a model.</summary>
public sealed record ExportOptions
{
    /// <summary>The number of samples of a run; null leaves it open, as a dimension called <c>batch</c>.</summary>
    public int? Batch { get; init; }
}
