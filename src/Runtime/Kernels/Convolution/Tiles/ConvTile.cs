namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// The place of a tile: output pixels in two halves, which lie in one row or in two, for one or two blocks of channels.
/// </summary>
internal unsafe struct ConvTile
{
    /// <summary>The first tap of the first pixel; the weights and the shifts of the first block.</summary>
    public float* Input, Weights, Shift;

    /// <summary>Floats from the first pixel of the first half to that of the second.</summary>
    public nint InHalf, OutHalf, ResidualHalf;

    /// <summary>Floats from one product's weights to the next: the lanes of the panel.</summary>
    public nint WeightStep;

    /// <summary>The first pixel of the result and, unless null, of the residual.</summary>
    public float* Output, Residual;
}
