using System;

namespace NetSpec.Generator.Planning.Gpu;

/// <summary>What a thread of a kernel without tensor cores keeps in registers, and how many groups fit on a multiprocessor with that.</summary>
internal static class SimtRegisters
{
    /// <summary>32-bit registers of a multiprocessor, since the first of CUDA's sm_3x.</summary>
    private const int File = 65536;

    /// <summary>Above this, too few threads fit.</summary>
    public const int Most = 128;

    private const int MaxThreads = 2048;

    // The place of the group and the thread, loop counters and the like: what printed kernels have beside the rest.
    private const int Others = 29;

    /// <summary>Registers of a thread, by count of what is alive in the main loop.</summary>
    public static int Of(SimtShape shape)
    {
        var tile = shape.Tile;
        var prefetched = (shape.OwnLoadsX * shape.LoadX) + (shape.OwnLoadsK * SimtShape.Vector);
        var addresses = 2 * (shape.OwnLoadsX + shape.OwnLoadsK);
        return (tile.OwnRows * tile.OwnBatch) + tile.OwnRows + tile.OwnBatch + prefetched + addresses + Others;
    }

    /// <summary>Groups that registers and threads allow on a multiprocessor; 0 when not even one fits without spilling.</summary>
    public static int Groups(SimtShape shape)
    {
        // Registers are handed out to a warp in units of 8 a thread.
        var registers = (Of(shape) + 7) / 8 * 8;
        return Math.Min(File / (registers * shape.Threads), Math.Min(MaxThreads / shape.Threads, 32));
    }
}
