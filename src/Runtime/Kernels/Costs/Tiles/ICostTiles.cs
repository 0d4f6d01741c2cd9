namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>The gradient tiles of one vector width.</summary>
internal unsafe interface ICostTiles
{
    /// <summary>The most lanes of half a tile.</summary>
    static abstract int Half { get; }

    /// <summary>The most channels of a tile, which divide the 32 of a panel.</summary>
    static abstract int Lanes { get; }

    /// <summary>
    /// The kernel of a tile whose halves have as many lanes of input, or the first one more. Channels are <see cref="Lanes"/>, or a block
    /// where that is less.
    /// </summary>
    static abstract delegate*<CostTile*, void> Kernel(int first, int second, int lanes);
}
