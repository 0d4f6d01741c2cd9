using System;

namespace NetSpec.Generator.Planning.Gpu;

/// <summary>What a thread of a kernel without tensor cores keeps in registers, and how many groups fit on a multiprocessor with that.</summary>
internal static class SimtRegisters
{
    /// <summary>Above this, too few threads fit.</summary>
    public const int Most = 128;

    private const int MaxGroups = 32;

    // The place of the group and the thread, loop counters and the like: what printed kernels have beside the rest.
    private const int Others = 29;

    /// <summary>Registers of a thread, by count of what is alive in the main loop.</summary>
    public static int Of(SimtShape shape)
    {
        var tile = shape.Tile;
        var prefetched = (shape.OwnLoadsX * shape.LoadX) + (shape.OwnLoadsK * SimtShape.Vector);

        // Of a load: where it reads, in 64 bits; where it is transposed to; what is compared with the last input and the last block.
        var perLoad = 2 + (shape.Key.IsBatchLast ? 0 : 1) + (shape.IsDepthRagged ? 1 : 0) + (shape.AreBlocksRagged ? 1 : 0);
        var addresses = (perLoad * shape.OwnLoadsX) + (2 * shape.OwnLoadsK);
        return (tile.OwnRows * tile.OwnBatch) + tile.OwnRows + tile.OwnBatch + prefetched + addresses + Others;
    }

    /// <summary>Groups that registers and threads allow on a multiprocessor; 0 when not even one fits without spilling.</summary>
    public static int Groups(SimtShape shape)
    {
        // Registers are handed out to a warp in units of 8 a thread.
        var registers = (Of(shape) + 7) / 8 * 8;
        var threads = (shape.Threads + DeviceModel.Warp - 1) / DeviceModel.Warp * DeviceModel.Warp;
        return Math.Min(DeviceModel.Registers / (registers * threads), Math.Min(DeviceModel.ThreadsHeld / threads, MaxGroups));
    }
}
