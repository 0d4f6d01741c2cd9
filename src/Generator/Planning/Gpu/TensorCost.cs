using System;

namespace NetSpec.Generator.Planning.Gpu;

/// <summary>The clocks that a kernel on tensor cores would take, by a model.</summary>
internal static class TensorCost
{
    /// <summary>Registers of a thread beside its sums: operands, addresses and the like, as printed kernels have them.</summary>
    private const int OtherRegisters = 64;

    /// <summary>The cost of a group.</summary>
    public static GroupCost Of(TensorShape shape)
    {
        var (key, p, tile) = (shape.Key, shape.Pattern, shape.Tile);
        var warps = shape.Threads / DeviceModel.Warp;
        var issue = Instructions(shape) * warps / DeviceModel.Issued;
        var multiply = (double)tile.Rows * tile.Batch * shape.Planes * shape.PaddedDepth / DeviceModel.TensorFma;
        var runX = shape.Input == TensorInput.Columns ? 0 : shape.Input == TensorInput.Rows ? tile.Depth : shape.AreRunsJoined ? (long)tile.Depth * p.D : shape.Planes;
        var runY = key.IsBatchLast ? 0 : shape.Planes == p.D ? (long)tile.Rows * p.D : shape.Planes;
        var values = (double)shape.Planes * tile.Batch;
        return new GroupCost(
            Math.Max(issue, multiply),
            Shared(shape, warps),
            GroupCost.OfCache(values * shape.PaddedDepth, runX, (double)shape.Planes * shape.PaddedDepth * tile.Rows, values * tile.Rows, runY, TensorShape.HalfBytes),
            GroupCost.OfMemory(key, tile.Batch, shape.BlockGroups, shape.RowTiles),
            DeviceModel.Latency + GroupCost.Barriers(shape.Steps + (2 * ResultRounds(shape)), warps),
            GroupCost.OfLaunch(key, tile.Batch, shape.BlockGroups, shape.RowTiles),
            GroupsPerMultiprocessor(shape));
    }

    /// <summary>Groups that threads, registers and shared memory allow on a multiprocessor, at least 1.</summary>
    public static int GroupsPerMultiprocessor(TensorShape shape)
    {
        var registers = (shape.Sums + OtherRegisters) * shape.Threads;
        var byThreads = Math.Min(DeviceModel.ThreadsHeld / shape.Threads, DeviceModel.Registers / registers);
        return (int)Math.Max(1, Math.Min(byThreads, DeviceModel.SharedMemory / Math.Max(1, shape.SharedBytes)));
    }

    private static int ResultRounds(TensorShape shape) => Math.Max(1, 2 * shape.FragmentsM / shape.ResultGroups);

    /// <summary>Instructions of a thread.</summary>
    private static double Instructions(TensorShape shape)
    {
        var perFragment = shape.FragmentsM + (shape.FragmentsN / 2.0) + (shape.FragmentsM * shape.FragmentsN) + 2;

        // What is sorted in registers costs about three instructions a value, and is not copied behind the threads' backs.
        var perTile = (shape.CopyK.Passes * 3) + (shape.Input == TensorInput.Runs ? shape.HeldX * 3 : shape.CopyX.Passes * 4) + 16;
        return (shape.PaddedDepth / TensorShape.Fragment * perFragment) + (shape.Steps * perTile) + (shape.Sums * 8.0) + 120;
    }

    private static double Shared(TensorShape shape, int warps)
    {
        var perFragment = (double)(shape.WarpM + shape.WarpN) * TensorShape.Fragment * TensorShape.HalfBytes;
        var results = 2.0 * TensorShape.FloatBytes * shape.Planes * shape.M * shape.N;
        return ((warps * (shape.PaddedDepth / TensorShape.Fragment) * perFragment) + ((double)shape.Steps * shape.StageBytes) + results) / DeviceModel.SharedBytes;
    }
}
