using System;

namespace NetSpec.Generator.Planning.Gpu;

/// <summary>
/// The clocks that a kernel without tensor cores would take, by a model: the slowest of issuing instructions, shared memory,
/// cache and memory decides, and what overlaps imperfectly is added in part. Good for ranking tiles of one factor, not as a prediction.
/// </summary>
internal static class SimtCost
{
    /// <summary>The share of what does not decide that shows nonetheless.</summary>
    private const double Overlap = 0.3;

    /// <summary>Clocks until the last warp of a group is at a barrier, for each warp and to begin with.</summary>
    private const double BarrierClocks = 30;

    private const double BarrierClocksOfWarp = 6;

    /// <summary>Clocks of all multiprocessors for <see cref="DeviceModel.Batch"/> samples.</summary>
    public static double Of(SimtShape shape)
    {
        var (p, tile) = (shape.Pattern, shape.Tile);
        var groups = (double)p.A * shape.BlockGroups * shape.RowTiles * ((DeviceModel.Batch + tile.Batch - 1) / tile.Batch);
        var held = Held(shape);
        var warps = (shape.Threads + DeviceModel.Warp - 1) / DeviceModel.Warp;

        var issue = Instructions(shape) * warps / DeviceModel.Issued / Busy(shape, held * warps);
        var fma = (double)tile.Rows * tile.Batch * tile.Interleaved * shape.PaddedDepth / DeviceModel.Fma;
        double[] clocks = [Math.Max(issue, fma), Shared(shape, warps), Cache(shape), Memory(shape)];
        var (most, sum) = (0.0, 0.0);
        foreach (var part in clocks)
        {
            most = Math.Max(most, part);
            sum += part;
        }

        // The first tile of a group, and each barrier, are waited for unless another group computes meanwhile.
        var waits = (DeviceModel.Latency + ((BarrierClocks + (BarrierClocksOfWarp * warps)) * (shape.Steps + (shape.IsStaged ? 2 * tile.OwnBatch : 0)))) / held;
        var group = most + (Overlap * (sum - most)) + waits;
        return Math.Ceiling(groups / (DeviceModel.Multiprocessors * held)) * held * group;
    }

    /// <summary>Groups that a multiprocessor holds at once.</summary>
    private static double Held(SimtShape shape) =>
        Math.Max(1, Math.Min(shape.GroupsPerMultiprocessor, DeviceModel.SharedMemory / Math.Max(1, shape.SharedBytes)));

    /// <summary>How busy so many warps keep a multiprocessor: independent sums of one thread hide latency as other warps do.</summary>
    private static double Busy(SimtShape shape, double warps)
    {
        var independent = warps / DeviceModel.Issued * Math.Sqrt(shape.Tile.OwnRows * shape.Tile.OwnBatch / 16.0);
        return independent / (independent + 1);
    }

    /// <summary>Instructions of a thread.</summary>
    private static double Instructions(SimtShape shape)
    {
        var tile = shape.Tile;
        var sums = tile.OwnRows * tile.OwnBatch;
        var perInput = sums + ((tile.OwnRows + tile.OwnBatch) / 4);
        var storesOfX = shape.Key.IsBatchLast ? 1 : shape.LoadX;
        var perTile = (shape.OwnLoadsX * (5 + storesOfX)) + (shape.OwnLoadsK * 5) + 12;
        var results = shape.IsStaged ? (sums / 4) + (sums * 16) : shape.Key.IsBatchLast || shape.Pattern.D == 1 ? sums * 2 : sums * 5;
        return (shape.PaddedDepth * (double)perInput) + (shape.Steps * perTile) + results + 60;
    }

    private static double Shared(SimtShape shape, int warps)
    {
        var tile = shape.Tile;
        var fast = Math.Min(DeviceModel.Warp, shape.Key.IsBatchLast ? shape.SampleThreads : shape.RowThreads);
        var slow = DeviceModel.Warp / fast;
        var (x, k) = shape.Key.IsBatchLast ? (fast, slow) : (slow, fast);
        var perInput = (tile.OwnBatch / 4 * Wavefronts(x)) + (tile.OwnRows / 4 * Wavefronts(k));

        // What is transposed on its way in goes value by value, two of a warp to a bank.
        var stored = shape.Key.IsBatchLast ? 4.0 * shape.StageX : 2 * 4.0 * shape.StageX;
        var results = shape.IsStaged ? 2 * 4.0 * tile.Rows * tile.Batch * tile.Interleaved : 0;
        return (shape.PaddedDepth * (double)perInput * warps) + (((shape.Steps * (stored + (4.0 * shape.StageK))) + results) / DeviceModel.SharedBytes);
    }

    /// <summary>Clocks of a load of four floats by a warp, whose threads ask for so many different fours.</summary>
    private static double Wavefronts(int fours) => Math.Max(2, fours * 16 / DeviceModel.SharedBytes);

    private static double Cache(SimtShape shape)
    {
        var (p, tile, bytes) = (shape.Pattern, shape.Tile, Bytes(shape));
        var x = (double)tile.Interleaved * shape.PaddedDepth * tile.Batch * bytes;
        if (!shape.Key.IsBatchLast)
        {
            x *= Waste(tile.Interleaved == p.D ? tile.Depth * p.D : tile.Interleaved, bytes);
        }

        var k = (double)tile.Interleaved * shape.PaddedDepth * tile.Rows * bytes;
        var y = (double)tile.Interleaved * tile.Rows * tile.Batch * bytes;
        if (!shape.Key.IsBatchLast)
        {
            y *= Waste(tile.Interleaved == p.D ? tile.Rows * p.D : tile.Interleaved, bytes);
        }

        return (x + k + y) / DeviceModel.CacheBytes;
    }

    /// <summary>Memory is read once for all row tiles, which run one after another, and written once.</summary>
    private static double Memory(SimtShape shape)
    {
        var (p, tile, bytes) = (shape.Pattern, shape.Tile, Bytes(shape));
        var blocks = (double)p.D / shape.BlockGroups;
        return blocks * tile.Batch * bytes * (((double)p.C / shape.RowTiles) + ((double)p.B / shape.RowTiles)) / DeviceModel.MemoryBytes;
    }

    /// <summary>Bytes that are moved for each byte of a run of so many values.</summary>
    private static double Waste(int run, int bytes)
    {
        var size = run * bytes;
        return (double)(size % DeviceModel.Sector == 0 ? size : size + DeviceModel.Sector - Math.Min(size, 8)) / size;
    }

    private static int Bytes(SimtShape shape) => shape.Key.IsHalf ? 2 : 4;
}
