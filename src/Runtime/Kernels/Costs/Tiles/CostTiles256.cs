using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>The 256-bit gradient tiles.</summary>
internal readonly unsafe struct CostTiles256 : ICostTiles
{
    public static int Half => 3;

    public static int Blocks => 1;

    public static delegate*<CostTile*, void> Kernel(int first, int second, int blocks) => (first, second) switch
    {
        (1, 0) => &CostTile256<N1, N0>.Run,
        (1, 1) => &CostTile256<N1, N1>.Run,
        (2, 1) => &CostTile256<N2, N1>.Run,
        (2, 2) => &CostTile256<N2, N2>.Run,
        (3, 2) => &CostTile256<N3, N2>.Run,
        _ => &CostTile256<N3, N3>.Run,
    };
}
