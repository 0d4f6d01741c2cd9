using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>The 512-bit gradient tiles.</summary>
internal readonly unsafe struct CostTiles512 : ICostTiles
{
    public static int Half => 7;

    public static int Blocks => 2;

    public static delegate*<CostTile*, void> Kernel(int first, int second, int blocks) =>
        blocks > 1 ? Kernel<N2>(first, second) : Kernel<N1>(first, second);

    private static delegate*<CostTile*, void> Kernel<TBlocks>(int first, int second)
        where TBlocks : struct, ICount => (first, second) switch
        {
            (1, 0) => &CostTile512<N1, N0, TBlocks>.Run,
            (1, 1) => &CostTile512<N1, N1, TBlocks>.Run,
            (2, 1) => &CostTile512<N2, N1, TBlocks>.Run,
            (2, 2) => &CostTile512<N2, N2, TBlocks>.Run,
            (3, 2) => &CostTile512<N3, N2, TBlocks>.Run,
            (3, 3) => &CostTile512<N3, N3, TBlocks>.Run,
            (4, 3) => &CostTile512<N4, N3, TBlocks>.Run,
            (4, 4) => &CostTile512<N4, N4, TBlocks>.Run,
            (5, 4) => &CostTile512<N5, N4, TBlocks>.Run,
            (5, 5) => &CostTile512<N5, N5, TBlocks>.Run,
            (6, 5) => &CostTile512<N6, N5, TBlocks>.Run,
            (6, 6) => &CostTile512<N6, N6, TBlocks>.Run,
            (7, 6) => &CostTile512<N7, N6, TBlocks>.Run,
            _ => &CostTile512<N7, N7, TBlocks>.Run,
        };
}
