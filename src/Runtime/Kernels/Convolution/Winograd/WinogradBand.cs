namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>Tiles [First, First + Tiles) of all samples' and the memory of their transforms.</summary>
internal unsafe struct WinogradBand
{
    public int First, Tiles;

    /// <summary>Transformed inputs, [point][tile][input channel], and products, [point][tile][output channel].</summary>
    public float* Inputs, Products;
}
