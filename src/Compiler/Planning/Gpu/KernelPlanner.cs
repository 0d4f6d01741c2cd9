using System.Linq;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>Decides how the kernels of a factor cut its work.</summary>
internal static class KernelPlanner
{
    /// <summary>The kernels of a factor.</summary>
    /// <param name="key">What they are specialised to.</param>
    /// <param name="tuning">The tile that the CUDA flavour has instead of the chosen one; it must have no <see cref="Problem"/>.</param>
    public static FactorKernelPlan Plan(FactorKernelKey key, KernelTuning? tuning) =>
        FactorKernelPlan.Of(key, tuning?.Tile ?? Cuda(key), Cheapest(key, isPortable: true).Tile);

    /// <summary>What is wrong with a tile for a pattern, in words that name the limit; null when nothing is.</summary>
    public static string? Problem(KernelTuning tuning)
    {
        var key = new FactorKernelKey(tuning.Pattern, tuning.Precision, tuning.Layout);
        return tuning.Tile.UsesTensorCores ? TensorRule.Problem(key, tuning.Tile) : SimtRule.Problem(key, tuning.Tile, isPortable: false);
    }

    /// <summary>With halves, small blocks do not fill tensor cores: then the kernel without them may be cheaper.</summary>
    private static KernelTile Cuda(FactorKernelKey key)
    {
        var simt = Cheapest(key, isPortable: false);
        if (!key.IsHalf)
            return simt.Tile;

        return TensorRule.Candidates(key).Select(tile => (Tile: tile, TensorCost.Of(new TensorShape(key, tile)).Clocks)).Aggregate(simt, Less).Tile;
    }

    private static (KernelTile Tile, double Clocks) Cheapest(FactorKernelKey key, bool isPortable) =>
        SimtRule.Candidates(key, isPortable).Select(tile => (Tile: tile, SimtCost.Of(new SimtShape(key, tile)).Clocks)).Aggregate(Less);

    /// <summary>The cheaper of two; of equals the first, so that builds agree.</summary>
    private static (KernelTile Tile, double Clocks) Less((KernelTile Tile, double Clocks) best, (KernelTile Tile, double Clocks) next) =>
        next.Clocks < best.Clocks ? next : best;
}
