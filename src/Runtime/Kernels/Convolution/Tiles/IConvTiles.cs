namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>The tiles of one vector width.</summary>
internal unsafe interface IConvTiles
{
    /// <summary>The most pixels of half a tile.</summary>
    static abstract int Half { get; }

    /// <summary>The most channels of a tile, which divide the 32 of a panel.</summary>
    static abstract int Lanes { get; }

    /// <summary>The most pixels of a tile for so many channels: one half or two.</summary>
    static abstract int Pixels(int lanes);

    /// <summary>
    /// The most products of a tile for so many channels whose weights should stay in the first-level cache; as many as there are if that does not
    /// matter.
    /// </summary>
    static abstract int Products(int lanes);

    /// <summary>Whether the pixels of a tile for so many channels may lie anywhere; otherwise they lie in halves.</summary>
    static abstract bool AreAnywhere(int lanes);

    /// <summary>
    /// The kernel of a tile. Pixel counts of halves are: any and none; <see cref="Half"/> and any; or twice the same. Channels are
    /// <see cref="Lanes"/>, or a block where that is less.
    /// </summary>
    static abstract delegate*<ConvJob*, ConvTile*, void> Kernel(int first, int second, int lanes);
}
