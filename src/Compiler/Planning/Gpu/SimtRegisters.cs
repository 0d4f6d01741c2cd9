using System;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>What a thread of a kernel without tensor cores keeps in registers, and how many groups fit on a multiprocessor with that.</summary>
internal static class SimtRegisters
{
    /// <summary>Above this, too few threads fit.</summary>
    public const int Most = 128;

    // The place of the thread, the tiles' places, counters and the like: what the assembler needs beside the rest without spilling.
    private const int Others = 27;

    // Of a second loop, over the inputs of a deep tile.
    private const int OfDeepTile = 6;

    // Of the block that a thread has among several.
    private const int OfBlock = 2;

    // Of threads whose places are quotients by what is no power of two.
    private const int OfUnevenThreads = 2;

    // Of other quotients, and of loads that only some threads store: more than are alive at once, but spilled without.
    private const int OfUnevenLoads = 6;

    /// <summary>
    /// Registers of a thread, by count of what is alive in the main loop. The constants are such that what NVIDIA's assembler fits
    /// into so many registers is accepted, and what it would spill is not (docs/performance.md).
    /// </summary>
    public static int Of(SimtShape shape)
    {
        var tile = shape.Tile;
        var prefetched = shape.Steps > 1 ? (shape.OwnLoadsX * shape.LoadX) + (shape.OwnLoadsK * SimtShape.Vector) : 0;

        // Of a load of x: where it reads, in 64 bits, or where it reads and where it is transposed to; values read one by one need more
        // to do so. What is compared with the last input and the last block.
        var perLoad = (shape.LoadX == 1 ? 4 : 2) + (shape.IsDepthRagged ? 2 : 0) + (shape.AreBlocksRagged ? 1 : 0);
        var deep = tile.Depth > SimtShape.UnrolledSteps ? OfDeepTile : 0;
        var place = (AreThreadsEven(shape) ? 0 : OfUnevenThreads) + (tile.Interleaved > 1 ? OfBlock : 0);
        return place + (tile.OwnRows * tile.OwnBatch) + tile.OwnRows + tile.OwnBatch + prefetched + (perLoad * shape.OwnLoadsX) + Others + deep;
    }

    /// <summary>Groups that registers and threads allow on a multiprocessor; 0 when not even one fits without spilling.</summary>
    public static int Groups(SimtShape shape)
    {
        var isEven = AreThreadsEven(shape)
            && (shape.Key.IsBatchLast || IsPower(shape.Pattern.D))
            && shape.LoadsX % shape.Threads == 0
            && shape.LoadsK % shape.Threads == 0;
        return DeviceModel.GroupsHeld(shape.Threads, Of(shape) + (isEven ? 0 : OfUnevenLoads));
    }

    private static bool AreThreadsEven(SimtShape shape) => IsPower(shape.RowThreads) && IsPower(shape.SampleThreads);

    private static bool IsPower(int number) => (number & (number - 1)) == 0;
}
