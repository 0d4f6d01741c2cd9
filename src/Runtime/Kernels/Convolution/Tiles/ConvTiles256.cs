using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>The 256-bit tiles.</summary>
internal readonly unsafe struct ConvTiles256 : IConvTiles
{
    public static int Half => 3;

    public static int Blocks => 1;

    public static delegate*<ConvJob*, ConvTile*, void> Kernel(int first, int second, int blocks) => (first, second) switch
        {
            (1, 0) => &ConvTile256<N1, N0>.Run,
            (2, 0) => &ConvTile256<N2, N0>.Run,
            (3, 0) => &ConvTile256<N3, N0>.Run,
            (1, 1) => &ConvTile256<N1, N1>.Run,
            (2, 2) => &ConvTile256<N2, N2>.Run,
            (3, 1) => &ConvTile256<N3, N1>.Run,
            (3, 2) => &ConvTile256<N3, N2>.Run,
            _ => &ConvTile256<N3, N3>.Run,
        };
}
