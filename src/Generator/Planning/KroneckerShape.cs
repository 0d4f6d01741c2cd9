namespace NetSpec.Generator.Planning;

/// <summary>The constants of a Kronecker-sparse factor with support I_a ⊗ 1_{b×c} ⊗ I_d, whatever is fused with it.</summary>
public sealed record KroneckerShape(int A, int B, int C, int D) : KernelShape
{
    // Of 32 vector registers: two accumulators a row, two loads and two broadcasts.
    private const int MaxTileRows = 14;

    /// <summary>Register tiles that the b rows of a block are cut into.</summary>
    public int Tiles => (B + MaxTileRows - 1) / MaxTileRows;

    /// <summary>Rows of a tile; the tiles are as even as possible, and the last one may have fewer.</summary>
    public int TileRows => (B + Tiles - 1) / Tiles;
}
