using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>The tiles that a kernel without tensor cores can have.</summary>
internal static class SimtRule
{
    private const int MostInputs = 32;

    private static readonly (int Rows, int Batch)[] OwnTiles = [(4, 4), (4, 8), (8, 4), (8, 8)];

    private static readonly int[] RowPowers = [4, 8, 16, 32, 64, 128];

    private static readonly int[] Batches = [32, 64, 128, 256, 512];

    private static readonly int[] BlockPowers = [1, 2, 4, 8, 16, 32];

    /// <summary>What is wrong with a tile, in words that name the limit; null when nothing is.</summary>
    /// <param name="key">What the kernel is specialised to.</param>
    /// <param name="tile">The tile, of positive sizes.</param>
    /// <param name="isPortable">Whether it is for any device, not only for CUDA ones.</param>
    public static string? Problem(FactorKernelKey key, KernelTile tile, bool isPortable)
    {
        if (tile.OwnRows % 4 != 0 || tile.OwnBatch % 4 != 0)
            return $"a thread's rows and samples come in fours, here it has {tile.OwnRows} x {tile.OwnBatch}";
        if (tile.OwnRows * tile.OwnBatch > 128)
            return $"a thread has at most 128 sums in registers, here it has {tile.OwnRows} x {tile.OwnBatch}";
        if (tile.Rows % tile.OwnRows != 0 || tile.Batch % tile.OwnBatch != 0)
            return $"a group's {tile.Rows} x {tile.Batch} must be a multiple of a thread's {tile.OwnRows} x {tile.OwnBatch}";
        if (tile.Depth > 64)
            return $"a group takes at most 64 inputs at a time, here it takes {tile.Depth}";
        if (key.IsBatchLast && tile.Interleaved != 1)
            return "blocks are taken together only where samples come first";
        if (tile.Interleaved > key.Pattern.D)
            return $"the pattern has {key.Pattern.D} interleaved blocks, and a group cannot take {tile.Interleaved}";

        var threads = isPortable ? DeviceModel.PortableThreads : DeviceModel.Threads;
        if ((long)(tile.Rows / tile.OwnRows) * (tile.Batch / tile.OwnBatch) * tile.Interleaved > threads)
            return $"a group has at most {threads} threads, here it has {(long)(tile.Rows / tile.OwnRows) * (tile.Batch / tile.OwnBatch) * tile.Interleaved}";

        var bytes = new SimtShape(key, tile).SharedBytes;
        var most = isPortable ? DeviceModel.PortableSharedMemoryOfGroup : DeviceModel.SharedMemoryOfGroup;
        return bytes > most ? $"a group has at most {most} bytes of shared memory, here it needs {bytes}" : null;
    }

    /// <summary>The tiles worth a thought.</summary>
    public static IEnumerable<KernelTile> Candidates(FactorKernelKey key, bool isPortable) =>
        from own in OwnTiles
        from rows in Rows(key.Pattern.B)
        where rows % own.Rows == 0
        from batch in Batches
        from depth in Depths(key.Pattern.C)
        from blocks in Blocks(key)
        let tile = new KernelTile(rows, batch, depth, own.Rows, own.Batch, blocks, UsesTensorCores: false)
        where tile.Threads % DeviceModel.Warp == 0 && tile.Threads >= 2 * DeviceModel.Warp
        where Problem(key, tile, isPortable) is null
        let shape = new SimtShape(key, tile)
        where SimtRegisters.Of(shape) <= SimtRegisters.Most && SimtRegisters.Groups(shape) > 0
        select tile;

    /// <summary>Powers of two that are not more than twice too many, and even cuts of all rows.</summary>
    private static IEnumerable<int> Rows(int rows)
    {
        var cuts = Enumerable.Range(1, 4).Select(tiles => (((rows + tiles - 1) / tiles) + 3) / 4 * 4);
        return RowPowers.Where(tile => tile == 4 || tile / 2 < rows).Concat(cuts).Where(tile => tile <= 128).Distinct();
    }

    private static IEnumerable<int> Depths(int inputs) =>
        Enumerable.Range(1, MostInputs).Where(depth => depth <= inputs && (
            depth is 2 or 4 or 8 or 16 or 32 || (inputs % depth == 0 && depth >= 4) || depth == inputs));

    private static IEnumerable<int> Blocks(FactorKernelKey key) =>
        key.IsBatchLast ? [1] : BlockPowers.Append(key.Pattern.D).Where(blocks => blocks <= key.Pattern.D && blocks <= 32).Distinct();
}
