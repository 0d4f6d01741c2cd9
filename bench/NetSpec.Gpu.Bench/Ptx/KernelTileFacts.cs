using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Tuning;
using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>What a kernel's tile says about its main loop.</summary>
/// <param name="ScalarLoads">Loads of single numbers a thread makes, where a layout allows no wider ones.</param>
/// <param name="MatrixProducts">Products of 16 x 16 by 16 x 8 matrices a warp makes.</param>
/// <param name="Work">The products of a thread: matrix products, or multiply-adds where there are none.</param>
/// <param name="IsLooped">Whether tiles are loaded in a loop, not all at once.</param>
internal sealed record KernelTileFacts(int ScalarLoads, int MatrixProducts, SassTile Work, bool IsLooped)
{
    public static KernelTileFacts Of(FactorKernelKey key)
    {
        var tile = KernelPlanner.Plan(key, null).Cuda.Tile;
        var isLooped = key.Pattern.C > tile.Depth;
        if (tile.UsesTensorCores)
        {
            var products = tile.OwnRows / 16 * (tile.OwnBatch / 8) * (tile.Depth / 16);
            return new(int.MaxValue, products, new(products, tile.Depth, new TensorShape(key, tile).Steps), isLooped);
        }

        var shape = new SimtShape(key, tile);
        return new(shape.LoadX == 1 ? shape.OwnLoadsX : 0, 0, new(tile.OwnRows * tile.OwnBatch * tile.Depth, tile.Depth, shape.Steps), isLooped);
    }
}
