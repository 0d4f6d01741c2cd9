using NetSpec.Runtime.Kernels.Lanes;
using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>The kernels of a vector width: of two vectors of samples, of four where there are 16 registers, or of one where a vector is half a panel.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
internal static unsafe class PanelKernels<TWidth, TVector>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
{
    /// <summary>The most rows of a tile with so many samples.</summary>
    public static int Rows(int columns) => IsWide(columns) ? WideRows<TWidth, TVector, N3>.Most : 2 * TWidth.Half;

    /// <summary>The samples that a tile computes where so many are wanted.</summary>
    public static int Columns(int columns) => IsWide(columns) ? WideRows<TWidth, TVector, N3>.Vectors * TWidth.Lanes : 2 * TWidth.Lanes;

    /// <summary>The kernel of a tile that is not wide.</summary>
    /// <param name="rows">Its rows, at most <see cref="Rows"/>.</param>
    /// <param name="columns">Samples to compute.</param>
    public static delegate*<PanelTile*, void> Of(int rows, int columns)
    {
        if (Has16Registers)
            return OfSix(rows);

        return 2 * TWidth.Lanes < PanelTile.Samples || columns > TWidth.Lanes ? OfFourteen<N2>(rows) : OfFourteen<N1>(rows);
    }

    private static bool Has16Registers => TWidth.Half == WideRows<TWidth, TVector, N3>.Most;

    /// <summary>Whether kernels of four vectors, and of several slices, compute so many samples.</summary>
    public static bool IsWide(int columns) => Has16Registers && columns > 2 * TWidth.Lanes;

    /// <summary>The kernel of wide tiles.</summary>
    public static delegate*<PanelTile*, void> Wide(int rows) => rows switch
    {
        1 => &WidePanelKernel<TWidth, TVector, N1>.Run,
        2 => &WidePanelKernel<TWidth, TVector, N2>.Run,
        _ => &WidePanelKernel<TWidth, TVector, N3>.Run,
    };

    private static delegate*<PanelTile*, void> OfSix(int rows) => rows switch
    {
        1 => &PanelKernel<TWidth, TVector, N1, N0, N2>.Run,
        2 => &PanelKernel<TWidth, TVector, N2, N0, N2>.Run,
        3 => &PanelKernel<TWidth, TVector, N3, N0, N2>.Run,
        4 => &PanelKernel<TWidth, TVector, N3, N1, N2>.Run,
        5 => &PanelKernel<TWidth, TVector, N3, N2, N2>.Run,
        _ => &PanelKernel<TWidth, TVector, N3, N3, N2>.Run,
    };

    private static delegate*<PanelTile*, void> OfFourteen<TVectors>(int rows)
        where TVectors : struct, ICount => rows switch
        {
            1 => &PanelKernel<TWidth, TVector, N1, N0, TVectors>.Run,
            2 => &PanelKernel<TWidth, TVector, N2, N0, TVectors>.Run,
            3 => &PanelKernel<TWidth, TVector, N3, N0, TVectors>.Run,
            4 => &PanelKernel<TWidth, TVector, N4, N0, TVectors>.Run,
            5 => &PanelKernel<TWidth, TVector, N5, N0, TVectors>.Run,
            6 => &PanelKernel<TWidth, TVector, N6, N0, TVectors>.Run,
            7 => &PanelKernel<TWidth, TVector, N7, N0, TVectors>.Run,
            8 => &PanelKernel<TWidth, TVector, N7, N1, TVectors>.Run,
            9 => &PanelKernel<TWidth, TVector, N7, N2, TVectors>.Run,
            10 => &PanelKernel<TWidth, TVector, N7, N3, TVectors>.Run,
            11 => &PanelKernel<TWidth, TVector, N7, N4, TVectors>.Run,
            12 => &PanelKernel<TWidth, TVector, N7, N5, TVectors>.Run,
            13 => &PanelKernel<TWidth, TVector, N7, N6, TVectors>.Run,
            _ => &PanelKernel<TWidth, TVector, N7, N7, TVectors>.Run,
        };
}
