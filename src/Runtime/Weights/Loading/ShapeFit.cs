namespace NetSpec.Runtime.Weights.Loading;

/// <summary>How the shape of a tensor and that of a parameter compare.</summary>
internal enum ShapeFit
{
    Same,

    /// <summary>The same without dimensions of 1.</summary>
    OnesDiffer,

    /// <summary>The same back to front.</summary>
    Transposed,

    Different,
}
