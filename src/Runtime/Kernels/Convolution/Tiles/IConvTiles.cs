namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>The tiles of one vector width.</summary>
internal unsafe interface IConvTiles
{
    /// <summary>The most pixels of half a tile.</summary>
    static abstract int Half { get; }

    /// <summary>The most blocks of channels of a tile.</summary>
    static abstract int Blocks { get; }

    /// <summary>
    /// The kernel of a tile. Pixel counts of halves are: any and none; <see cref="Half"/> and any; or twice the same.
    /// </summary>
    static abstract delegate*<ConvJob*, ConvTile*, void> Kernel(int first, int second, int blocks);
}
