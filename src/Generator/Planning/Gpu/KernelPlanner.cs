using NetSpec.Dsl.Tuning;

namespace NetSpec.Generator.Planning.Gpu;

/// <summary>Decides how the kernels of a factor cut its work.</summary>
public static class KernelPlanner
{
    /// <summary>The kernels of a factor.</summary>
    /// <param name="key">What they are specialised to.</param>
    /// <param name="tuning">The tile that the CUDA flavour has instead of the chosen one; it must have no <see cref="Problem"/>.</param>
    public static FactorKernelPlan Plan(FactorKernelKey key, KernelTuning? tuning) =>
        new(key, tuning?.Tile ?? Simt(key), Simt(key));

    /// <summary>What is wrong with a tile for a pattern, in words that name the limit; null when nothing is.</summary>
    public static string? Problem(KernelTuning tuning) =>
        tuning.Tile.Threads is < 1 or > 1024 ? "a group has at most 1,024 threads" : null;

    /// <summary>Groups that a multiprocessor should hold at once.</summary>
    public static int GroupsPerMultiprocessor(FactorKernelKey key, KernelTile tile) =>
        tile.UsesTensorCores ? 1 : new SimtShape(key, tile).GroupsPerMultiprocessor;

    private static KernelTile Simt(FactorKernelKey key) => key.IsBatchLast ? new(64, 64, 8, 8, 8, 1, false) : new(64, 64, 8, 8, 8, 1, false);
}
