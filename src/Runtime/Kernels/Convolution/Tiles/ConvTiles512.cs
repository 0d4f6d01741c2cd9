using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>The 512-bit tiles.</summary>
internal readonly unsafe struct ConvTiles512 : IConvTiles
{
    public static int Half => 7;

    public static int Blocks => 2;

    public static delegate*<ConvJob*, ConvTile*, void> Kernel(int first, int second, int blocks) =>
        blocks > 1 ? Kernel<N2>(first, second) : Kernel<N1>(first, second);

    private static delegate*<ConvJob*, ConvTile*, void> Kernel<TBlocks>(int first, int second)
        where TBlocks : struct, ICount => (first, second) switch
        {
            (1, 0) => &ConvTile512<N1, N0, TBlocks>.Run,
            (2, 0) => &ConvTile512<N2, N0, TBlocks>.Run,
            (3, 0) => &ConvTile512<N3, N0, TBlocks>.Run,
            (4, 0) => &ConvTile512<N4, N0, TBlocks>.Run,
            (5, 0) => &ConvTile512<N5, N0, TBlocks>.Run,
            (6, 0) => &ConvTile512<N6, N0, TBlocks>.Run,
            (7, 0) => &ConvTile512<N7, N0, TBlocks>.Run,
            (1, 1) => &ConvTile512<N1, N1, TBlocks>.Run,
            (2, 2) => &ConvTile512<N2, N2, TBlocks>.Run,
            (3, 3) => &ConvTile512<N3, N3, TBlocks>.Run,
            (4, 4) => &ConvTile512<N4, N4, TBlocks>.Run,
            (5, 5) => &ConvTile512<N5, N5, TBlocks>.Run,
            (6, 6) => &ConvTile512<N6, N6, TBlocks>.Run,
            (7, 1) => &ConvTile512<N7, N1, TBlocks>.Run,
            (7, 2) => &ConvTile512<N7, N2, TBlocks>.Run,
            (7, 3) => &ConvTile512<N7, N3, TBlocks>.Run,
            (7, 4) => &ConvTile512<N7, N4, TBlocks>.Run,
            (7, 5) => &ConvTile512<N7, N5, TBlocks>.Run,
            (7, 6) => &ConvTile512<N7, N6, TBlocks>.Run,
            _ => &ConvTile512<N7, N7, TBlocks>.Run,
        };
}
