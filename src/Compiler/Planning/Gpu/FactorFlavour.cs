using NetSpec.Dsl.Tuning;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>One of the kernels of a factor. It goes about its work in one of two ways.</summary>
/// <param name="Tile">How groups cut the work.</param>
/// <param name="GroupsPerMultiprocessor">Groups that a multiprocessor should hold at once.</param>
/// <param name="Simt">How the kernel without tensor cores does.</param>
/// <param name="Tensor">How the kernel on tensor cores does, and how its results come to y.</param>
internal sealed record FactorFlavour(KernelTile Tile, int GroupsPerMultiprocessor, SimtShape? Simt, TensorResults? Tensor)
{
    /// <summary>The kernel of a tile, which must have no <see cref="KernelPlanner.Problem"/>.</summary>
    public static FactorFlavour Of(FactorKernelKey key, KernelTile tile)
    {
        if (tile.UsesTensorCores)
        {
            var tensor = new TensorShape(key, tile);
            return new(tile, TensorCost.GroupsPerMultiprocessor(tensor), null, new(tensor));
        }

        var simt = new SimtShape(key, tile);
        return new(tile, simt.GroupsPerMultiprocessor, simt, null);
    }
}
