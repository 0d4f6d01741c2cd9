namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>The gradient tiles of one vector width.</summary>
internal unsafe interface ICostTiles
{
    /// <summary>The most lanes of half a tile.</summary>
    static abstract int Half { get; }

    /// <summary>The most blocks of channels of a tile.</summary>
    static abstract int Blocks { get; }

    /// <summary>The kernel of a tile whose halves have as many lanes, or the first one more.</summary>
    static abstract delegate*<CostTile*, void> Kernel(int first, int second, int blocks);
}
