using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>The product tiles of a vector width.</summary>
/// <typeparam name="TWidth">The vector width.</typeparam>
/// <typeparam name="TVector">Its vectors.</typeparam>
internal static unsafe class ProductKernels<TWidth, TVector>
    where TWidth : struct, IWidth<TVector>
    where TVector : unmanaged
{
    /// <summary>The most rows of a tile.</summary>
    public static int Rows => 2 * TWidth.Half;

    /// <summary>Floats of the two vectors of a row.</summary>
    public static int Columns => 2 * TWidth.Lanes;

    /// <summary>The kernel of a tile.</summary>
    /// <param name="rows">Its rows, at most <see cref="Rows"/>.</param>
    /// <param name="columns">Floats of a row, rounded up to one vector or two.</param>
    public static delegate*<ProductTile*, void> Of(int rows, int columns)
    {
        if (TWidth.Half == 3)
            return columns > TWidth.Lanes ? OfSix<N2>(rows) : OfSix<N1>(rows);

        return columns > TWidth.Lanes ? OfFourteen<N2>(rows) : OfFourteen<N1>(rows);
    }

    private static delegate*<ProductTile*, void> OfSix<TVectors>(int rows)
        where TVectors : struct, ICount => rows switch
        {
            1 => &ProductKernel<TWidth, TVector, N1, N0, TVectors>.Run,
            2 => &ProductKernel<TWidth, TVector, N2, N0, TVectors>.Run,
            3 => &ProductKernel<TWidth, TVector, N3, N0, TVectors>.Run,
            4 => &ProductKernel<TWidth, TVector, N3, N1, TVectors>.Run,
            5 => &ProductKernel<TWidth, TVector, N3, N2, TVectors>.Run,
            _ => &ProductKernel<TWidth, TVector, N3, N3, TVectors>.Run,
        };

    private static delegate*<ProductTile*, void> OfFourteen<TVectors>(int rows)
        where TVectors : struct, ICount => rows switch
        {
            1 => &ProductKernel<TWidth, TVector, N1, N0, TVectors>.Run,
            2 => &ProductKernel<TWidth, TVector, N2, N0, TVectors>.Run,
            3 => &ProductKernel<TWidth, TVector, N3, N0, TVectors>.Run,
            4 => &ProductKernel<TWidth, TVector, N4, N0, TVectors>.Run,
            5 => &ProductKernel<TWidth, TVector, N5, N0, TVectors>.Run,
            6 => &ProductKernel<TWidth, TVector, N6, N0, TVectors>.Run,
            7 => &ProductKernel<TWidth, TVector, N7, N0, TVectors>.Run,
            8 => &ProductKernel<TWidth, TVector, N7, N1, TVectors>.Run,
            9 => &ProductKernel<TWidth, TVector, N7, N2, TVectors>.Run,
            10 => &ProductKernel<TWidth, TVector, N7, N3, TVectors>.Run,
            11 => &ProductKernel<TWidth, TVector, N7, N4, TVectors>.Run,
            12 => &ProductKernel<TWidth, TVector, N7, N5, TVectors>.Run,
            13 => &ProductKernel<TWidth, TVector, N7, N6, TVectors>.Run,
            _ => &ProductKernel<TWidth, TVector, N7, N7, TVectors>.Run,
        };
}
