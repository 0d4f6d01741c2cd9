using System;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>The clocks that a kernel on tensor cores would take, by a model.</summary>
internal static class TensorCost
{
    /// <summary>The cost of a group.</summary>
    public static GroupCost Of(TensorShape shape)
    {
        var (key, p, tile) = (shape.Key, shape.Pattern, shape.Tile);
        var warps = shape.Threads / DeviceModel.Warp;
        var issue = Instructions(shape) * warps / DeviceModel.Issued;
        var multiply = (double)tile.Rows * tile.Batch * shape.Planes * shape.PaddedDepth / DeviceModel.TensorFma;
        var runX = shape.Input == TensorInput.Columns ? 0 : shape.Input == TensorInput.Rows ? tile.Depth : shape.AreRunsJoined ? (long)tile.Depth
            * p.D : shape.Planes;
        var runY = key.IsBatchLast ? 0 : shape.Planes == p.D ? (long)tile.Rows * p.D : shape.Planes;
        var values = (double)shape.Planes * tile.Batch;
        var (x, y) = (values * shape.PaddedDepth * Moved(runX, shape.RunWidth), values * tile.Rows * Moved(runY, shape.ResultWidth));
        return new GroupCost(
            Math.Max(issue, multiply),
            Shared(shape, warps),
            GroupCost.OfCache(x + ((double)shape.Planes * shape.PaddedDepth * tile.Rows) + y, TensorShape.HalfBytes),
            GroupCost.OfMemory(key, tile.Batch, shape.BlockGroups, shape.RowTiles),
            DeviceModel.Latency + GroupCost.Barriers(shape.Steps + (2 * ResultRounds(shape)), warps),
            GroupCost.OfLaunch(key, tile.Batch, shape.BlockGroups, shape.RowTiles),
            GroupsPerMultiprocessor(shape));
    }

    /// <summary>Halfs that are moved for each one of runs, at places that are multiples of the width of an access.</summary>
    private static double Moved(long run, int width) => GroupCost.Moved(run * TensorShape.HalfBytes, width * TensorShape.HalfBytes);

    /// <summary>Groups that threads, registers and shared memory allow on a multiprocessor, at least 1.</summary>
    public static int GroupsPerMultiprocessor(TensorShape shape)
    {
        var byThreads = DeviceModel.GroupsHeld(shape.Threads, Registers(shape));
        return (int)Math.Max(1, Math.Min(byThreads, DeviceModel.SharedMemory / Math.Max(1, shape.SharedBytes)));
    }

    private static int ResultRounds(TensorShape shape) => Math.Max(1, 2 * shape.FragmentsM / shape.ResultGroups);

    /// <summary>
    /// Registers of a thread: its sums, operands that grow with them, and addresses, all by eights. NVIDIA's
    /// assembler takes 118 to 128 for 64 sums, 62 to 94 for 32, 40 to 72 for 16 and 28 to 44 for 8, and fits these without memory.
    /// </summary>
    private static int Registers(TensorShape shape) => ((shape.Sums * 3 / 2) + 28 + 7) / 8 * 8;

    /// <summary>Instructions of a thread without a residual, as NVIDIA's assembler makes them.</summary>
    private static double Instructions(TensorShape shape)
    {
        var perFragment = shape.FragmentsM + (shape.FragmentsN / 2.0) + (shape.FragmentsM * shape.FragmentsN);

        // A copy has an address of 64 bits; what is sorted in registers is zeroed, read, sorted and stored. A loop steps all places.
        var perTile = (shape.IsUnrolled ? 8 : 30) + (shape.CopyK.Rounds * 3) + (
            shape.Input == TensorInput.Runs ? 6 + (shape.HeldX * 1.5) : shape.CopyX.Rounds * 3);

        // Stored and loaded in shared memory, rounded and compared in pairs.
        var perSum = shape.Planes == 1 ? 2 : 2.75;
        return (shape.PaddedDepth / TensorShape.Fragment * perFragment) + (shape.Steps * perTile) + (shape.Sums * perSum) + 160;
    }

    private static double Shared(TensorShape shape, int warps)
    {
        var perFragment = (double)(shape.WarpM + shape.WarpN) * TensorShape.Fragment * TensorShape.HalfBytes;
        var results = 2.0 * TensorShape.FloatBytes * shape.Planes * shape.M * shape.N;
        return (
            (warps * (shape.PaddedDepth / TensorShape.Fragment) * perFragment) + ((double)shape.Steps * shape.StageBytes) + results) / DeviceModel.SharedBytes;
    }
}
