using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Costs.Tiles;

/// <summary>The gradient tiles of a vector width: two vectors of channels, or the block that is left of a panel.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
internal readonly unsafe struct CostTiles<TWidth, TVector> : ICostTiles
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
{
    public static int Half => TWidth.Half;

    public static int Lanes => 2 * TWidth.Lanes;

    public static delegate*<CostTile*, void> Kernel(int first, int second, int lanes)
    {
        if (TWidth.Half == 3)
            return OfSix(first, second);

        return TWidth.Lanes < Map.Lanes || lanes > Map.Lanes ? OfFourteen<N2>(first, second) : OfFourteen<N1>(first, second);
    }

    /// <summary>Up to 6 lanes of input, for 16 registers. Two vectors there lie in one block.</summary>
    private static delegate*<CostTile*, void> OfSix(int first, int second) => (first, second) switch
    {
        (1, 0) => &CostKernel<TWidth, TVector, N1, N0, N2>.Run,
        (1, 1) => &CostKernel<TWidth, TVector, N1, N1, N2>.Run,
        (2, 1) => &CostKernel<TWidth, TVector, N2, N1, N2>.Run,
        (2, 2) => &CostKernel<TWidth, TVector, N2, N2, N2>.Run,
        (3, 2) => &CostKernel<TWidth, TVector, N3, N2, N2>.Run,
        _ => &CostKernel<TWidth, TVector, N3, N3, N2>.Run,
    };

    /// <summary>Up to 14 lanes of input, for 32 registers.</summary>
    private static delegate*<CostTile*, void> OfFourteen<TVectors>(int first, int second)
        where TVectors : struct, ICount => (first, second) switch
        {
            (1, 0) => &CostKernel<TWidth, TVector, N1, N0, TVectors>.Run,
            (1, 1) => &CostKernel<TWidth, TVector, N1, N1, TVectors>.Run,
            (2, 1) => &CostKernel<TWidth, TVector, N2, N1, TVectors>.Run,
            (2, 2) => &CostKernel<TWidth, TVector, N2, N2, TVectors>.Run,
            (3, 2) => &CostKernel<TWidth, TVector, N3, N2, TVectors>.Run,
            (3, 3) => &CostKernel<TWidth, TVector, N3, N3, TVectors>.Run,
            (4, 3) => &CostKernel<TWidth, TVector, N4, N3, TVectors>.Run,
            (4, 4) => &CostKernel<TWidth, TVector, N4, N4, TVectors>.Run,
            (5, 4) => &CostKernel<TWidth, TVector, N5, N4, TVectors>.Run,
            (5, 5) => &CostKernel<TWidth, TVector, N5, N5, TVectors>.Run,
            (6, 5) => &CostKernel<TWidth, TVector, N6, N5, TVectors>.Run,
            (6, 6) => &CostKernel<TWidth, TVector, N6, N6, TVectors>.Run,
            (7, 6) => &CostKernel<TWidth, TVector, N7, N6, TVectors>.Run,
            _ => &CostKernel<TWidth, TVector, N7, N7, TVectors>.Run,
        };
}
