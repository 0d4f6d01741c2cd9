using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

public sealed class KernelPlannerTests
{
    private static readonly int[] Sizes = [1, 2, 3, 4, 7, 16, 31, 48, 64, 100, 192, 768];

    private static IEnumerable<FactorKernelKey> Keys()
    {
        var random = new Random(7);
        int Any() => Sizes[random.Next(Sizes.Length)];
        for (var i = 0; i < 300; i++)
        {
            var pattern = new KsPattern(random.Next(1, 5), Any(), Any(), Any());
            yield return new FactorKernelKey(pattern, (DevicePrecision)random.Next(2), (BatchLayout)random.Next(2));
        }
    }

    [Fact]
    public void Every_pattern_has_tiles_that_devices_can_run()
    {
        foreach (var key in Keys())
        {
            var plan = KernelPlanner.Plan(key, tuning: null);
            Assert.Null(KernelPlanner.Problem(new KernelTuning(key.Pattern, key.Precision, key.Layout, plan.Cuda.Tile)));
            Assert.Null(SimtRule.Problem(key, plan.Portable.Tile, isPortable: true));
            Assert.False(plan.Portable.Tile.UsesTensorCores);
        }
    }

    [Fact]
    public void A_large_dense_block_is_cut_into_the_largest_tiles_that_registers_hold()
    {
        foreach (var layout in new[] { BatchLayout.BatchLast, BatchLayout.BatchFirst })
        {
            var tile = KernelPlanner.Plan(new FactorKernelKey(new KsPattern(1, 1024, 1024, 1), DevicePrecision.Fp32, layout), null).Cuda.Tile;
            Assert.Equal((128, 128, 8, 8), (tile.Rows, tile.Batch, tile.OwnRows, tile.OwnBatch));
        }
    }

    [Fact]
    public void Interleaved_blocks_are_read_in_runs_of_a_sector_where_samples_come_first()
    {
        var tile = KernelPlanner.Plan(new FactorKernelKey(new KsPattern(1, 64, 64, 16), DevicePrecision.Fp32, BatchLayout.BatchFirst), null).Cuda.Tile;
        Assert.Equal(8, tile.Interleaved);
    }

    [Fact]
    public void A_tuned_tile_takes_the_place_of_the_chosen_one_on_cuda_alone()
    {
        var key = new FactorKernelKey(new KsPattern(1, 64, 64, 1), DevicePrecision.Fp32, BatchLayout.BatchLast);
        var tile = new KernelTile(16, 64, 4, 4, 4, 1, UsesTensorCores: false);
        var plan = KernelPlanner.Plan(key, new KernelTuning(key.Pattern, key.Precision, key.Layout, tile));
        Assert.Equal(tile, plan.Cuda.Tile);
        Assert.Equal(KernelPlanner.Plan(key, null).Portable, plan.Portable);
    }

    public static TheoryData<KernelTile, string> Unfit => new()
    {
        { new(64, 64, 8, 6, 8, 1, false), "a thread's rows and samples come in fours, here it has 6 x 8" },
        { new(64, 64, 8, 16, 16, 1, false), "a thread has at most 128 sums in registers, here it has 16 x 16" },
        { new(64, 60, 8, 8, 8, 1, false), "a group's 64 x 60 must be a multiple of a thread's 8 x 8" },
        { new(256, 256, 8, 4, 4, 1, false), "a group has at most 1024 threads, here it has 4096" },
        { new(128, 256, 32, 8, 8, 1, false), "a group has at most 49152 bytes of shared memory, here it needs 98304" },
        { new(64, 64, 128, 8, 8, 1, false), "a group takes at most 64 inputs at a time, here it takes 128" },
        { new(64, 64, 8, 8, 8, 2, false), "blocks are taken together only where samples come first" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void What_no_device_can_run_is_said(KernelTile tile, string problem) =>
        Assert.Equal(problem, KernelPlanner.Problem(new KernelTuning(new KsPattern(1, 256, 256, 4), DevicePrecision.Fp32, BatchLayout.BatchLast, tile)));

    [Fact]
    public void Registers_of_chosen_tiles_stay_below_what_two_groups_of_256_threads_have()
    {
        foreach (var key in Keys())
        {
            var tile = KernelPlanner.Plan(key, null).Cuda.Tile;
            Assert.True(tile.UsesTensorCores || new SimtShape(key, tile).Registers < 128, $"{key.Pattern}: {tile}");
        }
    }

    [Fact]
    public void Every_tile_is_whole_warps() =>
        Assert.All(Keys().Select(key => KernelPlanner.Plan(key, null)), plan => Assert.Equal(0, plan.Cuda.Tile.Threads % 32));
}
