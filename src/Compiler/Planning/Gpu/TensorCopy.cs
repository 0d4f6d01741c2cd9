using System;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>How the threads of a group share the copying of a tile: row after row, a unit each.</summary>
/// <param name="Rows">Rows of the tile.</param>
/// <param name="Units">Units of a row.</param>
/// <param name="Threads">Threads of the group.</param>
internal sealed record TensorCopy(int Rows, int Units, int Threads)
{
    /// <summary>Rows after which the swizzle of shared memory repeats itself: those of one 8 x 8 matrix.</summary>
    private const int Period = 8;

    /// <summary>Threads that copy: all of them, or less where the tile has fewer units.</summary>
    public int Active => Math.Min(Threads, Rows * Units);

    /// <summary>Rows that are copied at once.</summary>
    public int RowsAtOnce => Active / Units;

    /// <summary>Units that a thread copies, the rows between them <see cref="RowsAtOnce"/>.</summary>
    public int Rounds => Rows / RowsAtOnce;

    /// <summary>Whether whole rows are copied at once, and so many that the swizzle of all units of a thread is the same.</summary>
    public bool IsRegular => Active >= Units && RowsAtOnce % Period == 0;
}
