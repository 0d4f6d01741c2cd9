using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>The tiles of a vector width: two vectors of channels, four where there are 16 registers, or the block that is left of a panel.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
internal readonly unsafe struct ConvTiles<TWidth, TVector> : IConvTiles
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
{
    // What leaves room in the first-level cache for the input that streams by, and for another thread that may share it.
    private static readonly int CacheFloats = Caches.First / 2 / sizeof(float);

    public static int Half => TWidth.Half;

    public static int Lanes => Has16Registers ? WideRows<TWidth, TVector, N3>.Vectors * TWidth.Lanes : 2 * TWidth.Lanes;

    private static bool Has16Registers => TWidth.Half == WideRows<TWidth, TVector, N3>.Most;

    public static int Pixels(int lanes) => IsWide(lanes) ? WideRows<TWidth, TVector, N3>.Most : 2 * TWidth.Half;

    public static int Products(int lanes) => IsWide(lanes) ? CacheFloats / lanes : int.MaxValue;

    public static bool AreAnywhere(int lanes) => IsWide(lanes);

    public static delegate*<ConvJob*, ConvTile*, void> Kernel(int first, int second, int lanes)
    {
        if (IsWide(lanes))
            return OfThree(first);

        if (Has16Registers)
            return OfSix(first, second);

        return TWidth.Lanes < Map.Lanes || lanes > Map.Lanes ? OfFourteen<N2>(first, second) : OfFourteen<N1>(first, second);
    }

    private static bool IsWide(int lanes) => Has16Registers && lanes == Lanes;

    /// <summary>Up to 3 pixels, for four vectors and 16 registers.</summary>
    private static delegate*<ConvJob*, ConvTile*, void> OfThree(int pixels) => pixels switch
    {
        1 => &WideConvKernel<TWidth, TVector, N1>.Run,
        2 => &WideConvKernel<TWidth, TVector, N2>.Run,
        _ => &WideConvKernel<TWidth, TVector, N3>.Run,
    };

    /// <summary>Up to 6 pixels of a block, which two vectors make there, for 16 registers.</summary>
    private static delegate*<ConvJob*, ConvTile*, void> OfSix(int first, int second) => (first, second) switch
    {
        (1, 0) => &ConvKernel<TWidth, TVector, N1, N0, N2>.Run,
        (2, 0) => &ConvKernel<TWidth, TVector, N2, N0, N2>.Run,
        (3, 0) => &ConvKernel<TWidth, TVector, N3, N0, N2>.Run,
        (1, 1) => &ConvKernel<TWidth, TVector, N1, N1, N2>.Run,
        (2, 2) => &ConvKernel<TWidth, TVector, N2, N2, N2>.Run,
        (3, 1) => &ConvKernel<TWidth, TVector, N3, N1, N2>.Run,
        (3, 2) => &ConvKernel<TWidth, TVector, N3, N2, N2>.Run,
        _ => &ConvKernel<TWidth, TVector, N3, N3, N2>.Run,
    };

    /// <summary>Up to 14 pixels, for 32 registers.</summary>
    private static delegate*<ConvJob*, ConvTile*, void> OfFourteen<TVectors>(int first, int second)
        where TVectors : struct, ICount => (first, second) switch
        {
            (1, 0) => &ConvKernel<TWidth, TVector, N1, N0, TVectors>.Run,
            (2, 0) => &ConvKernel<TWidth, TVector, N2, N0, TVectors>.Run,
            (3, 0) => &ConvKernel<TWidth, TVector, N3, N0, TVectors>.Run,
            (4, 0) => &ConvKernel<TWidth, TVector, N4, N0, TVectors>.Run,
            (5, 0) => &ConvKernel<TWidth, TVector, N5, N0, TVectors>.Run,
            (6, 0) => &ConvKernel<TWidth, TVector, N6, N0, TVectors>.Run,
            (7, 0) => &ConvKernel<TWidth, TVector, N7, N0, TVectors>.Run,
            (1, 1) => &ConvKernel<TWidth, TVector, N1, N1, TVectors>.Run,
            (2, 2) => &ConvKernel<TWidth, TVector, N2, N2, TVectors>.Run,
            (3, 3) => &ConvKernel<TWidth, TVector, N3, N3, TVectors>.Run,
            (4, 4) => &ConvKernel<TWidth, TVector, N4, N4, TVectors>.Run,
            (5, 5) => &ConvKernel<TWidth, TVector, N5, N5, TVectors>.Run,
            (6, 6) => &ConvKernel<TWidth, TVector, N6, N6, TVectors>.Run,
            (7, 1) => &ConvKernel<TWidth, TVector, N7, N1, TVectors>.Run,
            (7, 2) => &ConvKernel<TWidth, TVector, N7, N2, TVectors>.Run,
            (7, 3) => &ConvKernel<TWidth, TVector, N7, N3, TVectors>.Run,
            (7, 4) => &ConvKernel<TWidth, TVector, N7, N4, TVectors>.Run,
            (7, 5) => &ConvKernel<TWidth, TVector, N7, N5, TVectors>.Run,
            (7, 6) => &ConvKernel<TWidth, TVector, N7, N6, TVectors>.Run,
            _ => &ConvKernel<TWidth, TVector, N7, N7, TVectors>.Run,
        };
}
