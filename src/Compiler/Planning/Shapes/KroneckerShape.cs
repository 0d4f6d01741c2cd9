using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Shapes;

/// <summary>
/// What the kernel of a Kronecker-sparse factor is specialised to, an IKroneckerShape of emitted code: a pattern and the cut of its blocks into
/// register tiles.
/// </summary>
internal sealed record KroneckerShape(KsPattern Pattern) : KernelShape
{
    // Two accumulators a row, for 32 samples, beside what is loaded and broadcast: of 32 vector registers.
    private const int MaxTileRows = 14;

    /// <inheritdoc/>
    public override int Reach => 0;

    /// <summary>Register tiles that the rows of a dense block are cut into.</summary>
    public int Tiles => (int)(((long)Pattern.B + MaxTileRows - 1) / MaxTileRows);

    /// <summary>Rows of a tile; the last one has what is left.</summary>
    public int TileRows => (int)(((long)Pattern.B + Tiles - 1) / Tiles);

    /// <summary>Rows of the last tile.</summary>
    public int LastTileRows => Pattern.B - ((Tiles - 1) * TileRows);
}
