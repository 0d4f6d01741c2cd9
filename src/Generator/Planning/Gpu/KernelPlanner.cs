using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Generator.Planning.Gpu;

/// <summary>Decides how the kernels of a factor cut its work.</summary>
public static class KernelPlanner
{
    /// <summary>The kernels of a factor.</summary>
    /// <param name="key">What they are specialised to.</param>
    /// <param name="tuning">The tile that the CUDA flavour has instead of the chosen one; it must have no <see cref="Problem"/>.</param>
    public static FactorKernelPlan Plan(FactorKernelKey key, KernelTuning? tuning) =>
        new(key, tuning?.Tile ?? Cheapest(key, isPortable: false), Cheapest(key, isPortable: true));

    /// <summary>What is wrong with a tile for a pattern, in words that name the limit; null when nothing is.</summary>
    public static string? Problem(KernelTuning tuning) =>
        SimtRule.Problem(new FactorKernelKey(tuning.Pattern, tuning.Precision, tuning.Layout), tuning.Tile, isPortable: false);

    /// <summary>Groups that a multiprocessor should hold at once.</summary>
    public static int GroupsPerMultiprocessor(FactorKernelKey key, KernelTile tile) =>
        tile.UsesTensorCores ? 1 : new SimtShape(key, tile).GroupsPerMultiprocessor;

    /// <summary>The tile that the model likes best; of equals the first, so that builds agree.</summary>
    private static KernelTile Cheapest(FactorKernelKey key, bool isPortable) => SimtRule.Candidates(key, isPortable)
        .Select(tile => (Tile: tile, Cost: SimtCost.Of(new SimtShape(key, tile))))
        .Aggregate((best, next) => next.Cost < best.Cost ? next : best)
        .Tile;
}
