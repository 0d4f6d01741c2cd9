namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>The tiles of one vector width.</summary>
internal unsafe interface IConvTiles
{
    /// <summary>The most pixels of half a tile.</summary>
    static abstract int Half { get; }

    /// <summary>The most channels of a tile, which divide the 32 of a panel.</summary>
    static abstract int Lanes { get; }

    /// <summary>
    /// The kernel of a tile. Pixel counts of halves are: any and none; <see cref="Half"/> and any; or twice the same. Channels are
    /// <see cref="Lanes"/>, or a block where that is less.
    /// </summary>
    static abstract delegate*<ConvJob*, ConvTile*, void> Kernel(int first, int second, int lanes);
}
