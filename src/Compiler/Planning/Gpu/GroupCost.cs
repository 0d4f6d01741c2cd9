using System;
using System.Linq;
using NetSpec.Compiler.Planning.Storage;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>
/// What a thread group costs a multiprocessor, in clocks: the slowest of its units decides, and what overlaps imperfectly is added
/// in part. Good for ranking tiles of one factor, not as a prediction.
/// </summary>
/// <param name="Multiply">Multiplying, and issuing instructions.</param>
/// <param name="Shared">Moving to and from shared memory.</param>
/// <param name="Cache">Moving to and from the level-2 cache.</param>
/// <param name="Memory">Moving to and from memory.</param>
/// <param name="Waits">Waiting for the first tile and at barriers, when no other group computes meanwhile.</param>
/// <param name="Groups">Groups of a launch.</param>
/// <param name="Held">Groups that a multiprocessor holds at once.</param>
internal sealed record GroupCost(double Multiply, double Shared, double Cache, double Memory, double Waits, double Groups, double Held)
{
    /// <summary>The share of what does not decide that shows nonetheless, where other groups compute meanwhile.</summary>
    private const double Overlap = 0.3;

    /// <summary>That share for a group that has its multiprocessor alone: nobody computes while it begins and ends.</summary>
    private const double OverlapAlone = 0.4;

    /// <summary>
    /// Clocks of a launch. Groups come in waves of what all multiprocessors hold; in the last one those that are left share cache
    /// and memory among fewer, so that half of what is missing from it counts.
    /// </summary>
    public double Clocks
    {
        get
        {
            double[] units = [Multiply, Shared, Cache, Memory];
            var most = units.Max();
            var group = most + ((Held > 1 ? Overlap : OverlapAlone) * (units.Sum() - most)) + (Waits / Held);
            var waves = Groups / (DeviceModel.Multiprocessors * Held);
            return Math.Max(1, (waves + Math.Ceiling(waves)) / 2) * Held * group;
        }
    }

    /// <summary>Clocks at so many barriers, which a group of more warps takes longer to reach.</summary>
    public static double Barriers(int count, int warps) => count * (30.0 + (6 * warps));

    /// <summary>Clocks from and to the cache for a group's part of x, weights and y.</summary>
    /// <param name="values">Values that are moved.</param>
    /// <param name="bytes">Bytes of a value.</param>
    public static double OfCache(double values, int bytes) => values * bytes / DeviceModel.CacheBytes;

    /// <summary>Bytes that are moved, in whole sectors, for each byte of a run.</summary>
    /// <param name="run">Bytes that lie side by side, 0 for very many.</param>
    /// <param name="aligned">What a run's place is a multiple of, in bytes.</param>
    public static double Moved(long run, long aligned) =>
        run % DeviceModel.Sector == 0 ? 1 : (double)(run + DeviceModel.Sector - Math.Min(run, aligned)) / run;

    /// <summary>Clocks from and to memory: x is read once for all row tiles, which run one after another, and y is written once.</summary>
    public static double OfMemory(FactorKernelKey key, int batch, int blockGroups, int rowTiles)
    {
        var p = key.Pattern;
        return (double)p.D / blockGroups * batch * ((double)p.B + p.C) / rowTiles * (key.IsHalf ? 2 : 4) / DeviceModel.MemoryBytes;
    }

    /// <summary>Groups of a launch.</summary>
    public static double OfLaunch(FactorKernelKey key, int batch, int blockGroups, int rowTiles) =>
        (double)key.Pattern.A * blockGroups * rowTiles * ((DeviceModel.Batch + batch - 1) / batch);
}
