namespace NetSpec.Compiler.Planning;

/// <summary>The last steps of a program, where they take more samples at a time than those before: see <see cref="Rewrites.SplitHead"/>.</summary>
/// <param name="First">The first of them, behind the steps that keep values for them; the number of all steps where there is no head.</param>
/// <param name="Size">Floats of memory that they have for a sample; 0 where there is no head.</param>
internal sealed record BatchHead(int First, int Size)
{
    /// <summary>Samples that they take together at most.</summary>
    public int Samples => PassSize.OfHead(Size);

    /// <summary>Whether there is one.</summary>
    public bool Exists => Size > 0;
}
