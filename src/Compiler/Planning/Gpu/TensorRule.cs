using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>What kernels on tensor cores can do, and how they may be cut.</summary>
internal static class TensorRule
{
    private const string SharedMemory = "two tiles of x and of the weights, and a part of the results, must fit into 48 KiB of shared memory";

    /// <summary>Threads of a group.</summary>
    private const int MostThreads = 1024;

    /// <summary>Sums of a thread: beside them operands and addresses fit into 128 registers, so that a multiprocessor holds 512 threads.</summary>
    private const int MostSums = 64;

    /// <summary>
    /// Registers of x of a thread that is sorted there while another tile is multiplied, for the same reason; with many sums there is room for less.
    /// </summary>
    private const int MostHeld = 16;

    private const int MostSumsAndHeld = 72;

    /// <summary>Blocks side by side that a group takes: 16 bytes of j.</summary>
    private const int MostInterleaved = 8;

    private static readonly int[] Sizes = [16, 32, 64, 128, 256];

    private static readonly int[] Depths = [16, 32, 64];

    private static readonly int[] Interleavings = [2, 4, MostInterleaved];

    /// <summary>
    /// Whether there are kernels on tensor cores: half precision, and offsets within a tile that fit into an instruction, which
    /// they no longer do at some thirty million features batch-first.
    /// </summary>
    public static bool Fits(FactorKernelKey key) => key.IsHalf && Candidates(key).Count > 0;

    /// <summary>What is wrong with a tile, in words that name the limit; null when nothing is.</summary>
    public static string? Problem(FactorKernelKey key, KernelTile tile)
    {
        if (!key.IsHalf)
            return "tensor cores take half precision (fp16)";
        if (new[] { tile.Rows, tile.Batch, tile.Depth, tile.OwnRows, tile.OwnBatch }.Any(size => size < TensorShape.Fragment || !IsPower(size)))
            return "on tensor cores, all sizes of a tile are powers of two from 16 up";
        if (tile.Rows % tile.OwnRows != 0 || tile.Batch % tile.OwnBatch != 0)
            return "the tile of a warp is greater than that of the group";
        if (tile.OwnRows > MostSums * 32 / TensorShape.Fragment
            || tile.OwnBatch > MostSums * 32 / TensorShape.Fragment
            || tile.OwnRows * tile.OwnBatch > MostSums * 32)
            return $"the tile of a warp has at most {MostSums * 32} results, {MostSums} a thread";

        return Interleaving(key, tile) ?? (tile.Rows > 4096 || tile.Batch > 4096 || tile.Depth > 4096 ? SharedMemory : Sharing(key, tile));
    }

    /// <summary>Tiles without a problem, of sizes that make sense for the pattern.</summary>
    public static IReadOnlyList<KernelTile> Candidates(FactorKernelKey key)
    {
        var p = key.Pattern;
        var interleaved = key.IsBatchLast || p.D == 1 ? [1] : Interleavings.Where(count => count < 2 * p.D).ToArray();
        return (
            from rows in Sizes
            where rows < 2 * Math.Max(p.B, TensorShape.Fragment)
            from batch in Sizes
            from depth in Depths
            where depth < 2 * Math.Max(p.C, TensorShape.Fragment)
            from ownRows in Sizes
            where ownRows <= rows
            from ownBatch in Sizes
            where ownBatch <= batch
            from blocks in interleaved
            let tile = new KernelTile(rows, batch, depth, ownRows, ownBatch, blocks, true)
            where tile.Threads is >= 64 and <= 512 && IsSquarish(tile) && Problem(key, tile) is null
            select tile).ToList();
    }

    private static string? Interleaving(FactorKernelKey key, KernelTile tile)
    {
        var d = key.Pattern.D;
        if (key.IsBatchLast || d == 1)
            return tile.Interleaved == 1
                ? null
                : key.IsBatchLast
                ? "a group takes one block, j, where the batch is last"
                : "a group takes one block, j, where d = 1";

        return tile.Interleaved is < 2 or > MostInterleaved || !IsPower(tile.Interleaved) || tile.Interleaved >= 2 * d
            ? $"a group takes 2, 4 or {MostInterleaved} blocks, j, where the batch is first, and less than twice d = {d}"
            : null;
    }

    private static string? Sharing(FactorKernelKey key, KernelTile tile)
    {
        var shape = new TensorShape(key, tile);
        if (shape.Threads > MostThreads)
            return $"a group has at most {MostThreads} threads, and the tile makes {shape.Threads}";
        if (!shape.CopyK.IsRegular || !shape.CopyX.IsRegular)
            return $"{shape.Threads} threads are too few to copy eight rows of a tile at once";
        if (shape.HeldRegisters > Math.Min(MostHeld, MostSumsAndHeld - shape.Sums))
            return $"a thread would sort {shape.HeldRegisters} registers of x beside {shape.Sums} sums; there is room for "
                + $"{Math.Min(MostHeld, MostSumsAndHeld - shape.Sums)}";
        if (shape.ResultThreads > shape.Threads || shape.ResultGroups > 2 * shape.FragmentsM)
            return $"{shape.Threads} threads are too few, or too many, to store results in whole rows";
        if (shape.SharedBytes > TensorShape.SharedLimit)
            return SharedMemory;

        // Offsets within a tile are constants of an instruction: signed, of 32 bits.
        var features = Math.Max(key.Pattern.Columns, key.Pattern.Rows);
        var span = key.IsBatchLast ? features * TensorShape.FloatBytes : (features + 1) * tile.Batch * TensorShape.HalfBytes;
        var weights = (long)(tile.Interleaved + 1) * shape.PaddedDepth * shape.PaddedRows * TensorShape.HalfBytes;
        return span > int.MaxValue || weights > int.MaxValue ? "features of a tile's samples, and weights of its blocks, must each span less than 2 GiB" : null;
    }

    /// <summary>Whether a warp loads little for what it multiplies.</summary>
    private static bool IsSquarish(KernelTile tile) => tile.OwnRows <= 4 * tile.OwnBatch && tile.OwnBatch <= 4 * tile.OwnRows;

    private static bool IsPower(int value) => value > 0 && (value & (value - 1)) == 0;
}
