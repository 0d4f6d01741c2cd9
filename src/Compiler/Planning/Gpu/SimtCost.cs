using System;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>The clocks that a kernel without tensor cores would take, by a model.</summary>
internal static class SimtCost
{
    private const double FloatBytes = 4;

    /// <summary>What the place of a run is a multiple of, at best.</summary>
    private const long PlaceBytes = 8;

    /// <summary>The cost of a group.</summary>
    public static GroupCost Of(SimtShape shape)
    {
        var (key, p, tile) = (shape.Key, shape.Pattern, shape.Tile);
        var held = Math.Max(1, Math.Min(shape.GroupsPerMultiprocessor, DeviceModel.SharedMemory / Math.Max(1, shape.SharedBytes)));
        var warps = (shape.Threads + DeviceModel.Warp - 1) / DeviceModel.Warp;
        var issue = Instructions(shape) * warps / DeviceModel.Issued / Busy(shape, held * warps);
        var multiply = (double)tile.Rows * tile.Batch * tile.Interleaved * shape.PaddedDepth / DeviceModel.Fma;
        var runX = key.IsBatchLast ? 0 : tile.Interleaved == p.D ? (long)tile.Depth * p.D : tile.Interleaved;
        var runY = key.IsBatchLast ? 0 : tile.Interleaved == p.D ? (long)tile.Rows * p.D : tile.Interleaved;
        var values = (double)tile.Interleaved * tile.Batch;
        var bytes = key.IsHalf ? 2 : 4;
        var (x, y) = (values * shape.PaddedDepth * GroupCost.Moved(runX * bytes, PlaceBytes), values * tile.Rows * GroupCost.Moved(runY * bytes, PlaceBytes));
        return new GroupCost(
            Math.Max(issue, multiply),
            Shared(shape, warps),
            GroupCost.OfCache(x + ((double)tile.Interleaved * shape.PaddedDepth * tile.Rows) + y, bytes),
            GroupCost.OfMemory(key, tile.Batch, shape.BlockGroups, shape.RowTiles),
            DeviceModel.Latency + GroupCost.Barriers(shape.Steps + (shape.IsStaged ? 2 * (tile.OwnRows / 4) * (tile.OwnBatch / 4) : 0), warps),
            GroupCost.OfLaunch(key, tile.Batch, shape.BlockGroups, shape.RowTiles),
            held);
    }

    /// <summary>How busy so many warps keep a multiprocessor: independent sums of one thread hide latency as other warps do.</summary>
    private static double Busy(SimtShape shape, double warps)
    {
        var independent = warps / DeviceModel.Issued * Math.Sqrt(shape.Tile.OwnRows * shape.Tile.OwnBatch / 16.0);
        return independent / (independent + 1);
    }

    /// <summary>Instructions of a thread, as NVIDIA's assembler has them in the kernels of docs/performance.md.</summary>
    private static double Instructions(SimtShape shape)
    {
        var tile = shape.Tile;
        var sums = tile.OwnRows * tile.OwnBatch;
        var perInput = sums + ((tile.OwnRows + tile.OwnBatch) / 4);
        var loads = (shape.OwnLoadsX * (shape.Key.IsBatchLast ? 8 : 3 + shape.LoadX + (shape.IsDepthRagged ? 3 : 0))) + (shape.OwnLoadsK * 4);
        var chunks = tile.Depth > SimtShape.UnrolledSteps ? 10 * tile.Depth / SimtShape.UnrolledSteps : 0;
        var perTile = 18 + loads + chunks;
        var results = sums * (shape.IsStaged ? 5 : shape.Key.IsBatchLast || shape.Pattern.D == 1 ? 4 : 6);
        return (shape.PaddedDepth * (double)perInput) + (shape.Steps * perTile) + results + 90;
    }

    /// <summary>Clocks of shared memory: a load of four floats by a warp takes four, or two where each four is asked for by two neighbours.</summary>
    private static double Shared(SimtShape shape, int warps)
    {
        var tile = shape.Tile;
        var (ofX, ofK) = shape.WarpColumns is not null ? (2, 2) : shape.Key.IsBatchLast ? (4, 2) : (2, 4);
        var perInput = (tile.OwnBatch / 4 * ofX) + (tile.OwnRows / 4 * ofK);

        // What is transposed on its way in goes value by value, two of a warp to a bank.
        var stored = (shape.Key.IsBatchLast ? FloatBytes : 2 * FloatBytes) * shape.StageX;
        var results = shape.IsStaged ? 2 * FloatBytes * tile.Rows * tile.Batch * tile.Interleaved : 0;
        return (shape.PaddedDepth * perInput * warps) + (((shape.Steps * (stored + (FloatBytes * shape.StageK))) + results) / DeviceModel.SharedBytes);
    }
}
