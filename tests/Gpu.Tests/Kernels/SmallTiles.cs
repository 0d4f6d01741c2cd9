using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Gpu.Tests.Kernels;

/// <summary>
/// Tiles for tests. A device wants groups of hundreds of threads; here every thread is one of the host's, so groups are as small
/// as they can be while blocks still have several tiles, and ragged ones, in every direction. Which of the tiles that do a pattern
/// gets follows from its sizes, so that over all patterns every kind occurs. Everything is unrolled, so large tiles of a thread are
/// shallow: else half of the time goes into compiling them.
/// </summary>
internal static class SmallTiles
{
    private static readonly KernelTile[] Simt =
    [
        .. from own in ((int Rows, int Batch)[])[(4, 4), (4, 4), (8, 4), (4, 8), (8, 8)]
           from rows in (int[])[1, 2]
           from batch in (int[])[1, 2, 4]
           from depth in (int[])[2, 3, 4, 5, 8, 16]
           where own.Rows * own.Batch * Math.Min(depth, 8) <= 128
           from blocks in (int[])[1, 2, 3, 4, 8]
           select new KernelTile(rows * own.Rows, batch * own.Batch, depth, own.Rows, own.Batch, blocks, UsesTensorCores: false),
    ];

    /// <summary>The kernels of a pattern, without tensor cores or, on CUDA devices, with them where that can be.</summary>
    public static FactorKernelPlan Plan(FactorKernelKey key, bool usesTensorCores)
    {
        var portable = Pick(key, Simt.Where(tile => SimtRule.Problem(key, tile, isPortable: true) is null), salt: 1);
        var tensor = usesTensorCores && TensorRule.Fits(key) ? Tensor(key) : null;
        return FactorKernelPlan.Of(key, tensor ?? Pick(key, Simt.Where(tile => SimtRule.Problem(key, tile, isPortable: false) is null), salt: 2)!, portable!);
    }

    private static KernelTile? Tensor(FactorKernelKey key)
    {
        var tiles = TensorRule.Candidates(key);
        var few = tiles.Min(tile => tile.Threads);
        return Pick(key, tiles.Where(tile => tile.Threads == few && tile.Rows * tile.Batch <= 2048), salt: 3);
    }

    private static KernelTile? Pick(FactorKernelKey key, IEnumerable<KernelTile> tiles, int salt)
    {
        var p = key.Pattern;
        var fitting = tiles.ToList();
        return fitting.Count == 0 ? null : fitting[((((((p.A * 31) + p.B) * 31) + p.C) * 31) + p.D + salt) % fitting.Count];
    }
}
