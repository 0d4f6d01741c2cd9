using System;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>How the sums of a kernel on tensor cores go to y through shared memory, part after part.</summary>
/// <param name="Shape">The kernel.</param>
internal sealed record TensorResults(TensorShape Shape)
{
    /// <summary>Values of a thread that are finished at once: enough that loads follow one another, and no more registers than there were sums.</summary>
    private const int MostValues = 32;

    /// <summary>Whether results are stored one by one.</summary>
    public bool AreResultsSingle => Shape.ResultWidth == 1;

    /// <summary>Stores of a thread for the results that lie side by side in y.</summary>
    public int Pieces => Shape.ResultRun / Shape.ResultWidth;

    /// <summary>Whether some of a thread's columns are not there. Samples never are a whole number of tiles for sure.</summary>
    public bool AreColumnsGuarded => Shape.IsBatchLast || Shape.AreRowsRagged || Shape.AreBlocksRagged;

    /// <summary>Whether some of a thread's rows are not there.</summary>
    public bool AreRowsGuarded => !Shape.IsBatchLast || Shape.AreRowsRagged;

    /// <summary>Rows of a warp that are in shared memory at once.</summary>
    public int WarpResultRows => TensorShape.Chunk * Shape.ResultGroups;

    /// <summary>Parts that the results go around in.</summary>
    public int Slices => 2 * Shape.FragmentsM / Shape.ResultGroups;

    /// <summary>Rows of results that the threads finish at once.</summary>
    public int RowsAtOnce => Shape.Threads / Shape.ResultThreads;

    /// <summary>Runs of a thread in a part of the results.</summary>
    public int Rounds => Shape.ResultRows / RowsAtOnce;

    /// <summary>Runs that are in registers at once.</summary>
    public int RoundsAtOnce => Math.Min(Rounds, MostValues / Shape.ResultRun);

    /// <summary>Bytes of shared memory of the results of one interleaved block.</summary>
    public int PlaneResultBytes => TensorShape.FloatBytes * Shape.ResultRows * Shape.ResultPitch;

    /// <summary>Whether a thread reads eight columns, four after four.</summary>
    public bool AreHalvesSwapped => Shape.ResultColumns == TensorShape.Chunk;
}
