namespace NetSpec.Runtime.Tests.Kernels;

/// <summary>How the compiler cuts the rows of a Kronecker-sparse factor's block into register tiles.</summary>
internal static class TileCut
{
    /// <summary>Rows of a tile: at most 14, and as even as possible.</summary>
    public static int Rows(int b)
    {
        var tiles = (b + 13) / 14;
        return (b + tiles - 1) / tiles;
    }
}
