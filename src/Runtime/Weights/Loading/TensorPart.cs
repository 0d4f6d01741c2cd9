namespace NetSpec.Runtime.Weights.Loading;

/// <summary>What a tensor of a file is to a parameter.</summary>
internal enum TensorPart
{
    /// <summary>The parameter itself.</summary>
    Whole,

    /// <summary>The parameter before pruning: PyTorch's <c>weight_orig</c>.</summary>
    Original,

    /// <summary>Ones and zeros that the original is multiplied by: <c>weight_mask</c>.</summary>
    Mask,

    /// <summary>The norms of weight normalisation: <c>weight_g</c>.</summary>
    Magnitude,

    /// <summary>The directions of weight normalisation: <c>weight_v</c>.</summary>
    Direction,
}
