using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

public sealed class TensorRuleTests
{
    public static TheoryData<int, BatchLayout, KernelTile, string> Unfit => new()
    {
        { 1, BatchLayout.BatchLast, new(48, 64, 32, 16, 32, 1, true), "on tensor cores, all sizes of a tile are powers of two from 16 up" },
        { 1, BatchLayout.BatchLast, new(64, 64, 8, 32, 32, 1, true), "on tensor cores, all sizes of a tile are powers of two from 16 up" },
        { 1, BatchLayout.BatchLast, new(32, 64, 32, 64, 32, 1, true), "the tile of a warp is greater than that of the group" },
        { 1, BatchLayout.BatchLast, new(128, 128, 32, 64, 64, 1, true), "the tile of a warp has at most 2048 results, 64 a thread" },
        { 1, BatchLayout.BatchLast, new(256, 256, 16, 16, 32, 1, true), "a group has at most 1024 threads, and the tile makes 4096" },
        { 1, BatchLayout.BatchLast, new(128, 128, 64, 64, 32, 1, true), "two tiles of x and of the weights, and a part of the results, must fit into 48 KiB of shared memory" },
        { 1, BatchLayout.BatchLast, new(128, 16, 32, 128, 16, 1, true), "32 threads are too few to copy eight rows of a tile at once" },
        { 4, BatchLayout.BatchLast, new(64, 64, 32, 32, 32, 2, true), "a group takes one block, j, where the batch is last" },
        { 1, BatchLayout.BatchFirst, new(64, 64, 32, 32, 32, 2, true), "a group takes one block, j, where d = 1" },
        { 4, BatchLayout.BatchFirst, new(64, 64, 32, 32, 32, 1, true), "a group takes 2, 4 or 8 blocks, j, where the batch is first, and less than twice d = 4" },
        { 4, BatchLayout.BatchFirst, new(16, 16, 16, 16, 16, 8, true), "a group takes 2, 4 or 8 blocks, j, where the batch is first, and less than twice d = 4" },
        { 2, BatchLayout.BatchFirst, new(64, 64, 32, 64, 32, 2, true), "a thread would sort 16 registers of x beside 64 sums; there is room for 8" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void What_tensor_cores_cannot_do_is_said(int d, BatchLayout layout, KernelTile tile, string problem) =>
        Assert.Equal(problem, TensorRule.Problem(new FactorKernelKey(new KsPattern(1, 256, 256, d), DevicePrecision.Fp16, layout), tile));

    [Fact]
    public void Single_precision_does_not_fit()
    {
        var key = new FactorKernelKey(new KsPattern(1, 256, 256, 1), DevicePrecision.Fp32, BatchLayout.BatchLast);

        Assert.False(TensorRule.Fits(key));
        Assert.Equal("tensor cores take half precision (fp16)", TensorRule.Problem(key, new(64, 64, 32, 32, 32, 1, true)));
    }

    [Theory]
    [InlineData(BatchLayout.BatchFirst, 1 << 25, false)]
    [InlineData(BatchLayout.BatchFirst, 1 << 24, true)]
    [InlineData(BatchLayout.BatchLast, 1 << 26, true)]
    [InlineData(BatchLayout.BatchLast, 1 << 29, false)]
    public void Offsets_within_a_tile_fit_into_an_instruction(BatchLayout layout, int features, bool fits) =>
        Assert.Equal(fits, TensorRule.Fits(new FactorKernelKey(new KsPattern(features / 16, 16, 16, 1), DevicePrecision.Fp16, layout)));

    [Fact]
    public void Every_pattern_has_tiles_and_they_are_what_a_multiprocessor_can_hold()
    {
        foreach (var key in Keys())
        {
            Assert.True(TensorRule.Fits(key), $"{key.Pattern}");
            foreach (var shape in TensorRule.Candidates(key).Select(tile => new TensorShape(key, tile)))
            {
                Assert.InRange(shape.Threads, 64, 512);
                Assert.InRange(shape.SharedBytes, 1, 48 * 1024);
                Assert.InRange(shape.Ahead, 1, shape.Steps);
                Assert.Equal(0, shape.CopyX.Active % 32);
                Assert.Equal(0, shape.CopyK.Active % 32);
                Assert.Equal(shape.CopyX.Rows, shape.CopyX.Rounds * shape.CopyX.RowsAtOnce);
                Assert.Equal(shape.CopyK.Rows, shape.CopyK.Rounds * shape.CopyK.RowsAtOnce);
                Assert.Equal(0, shape.ResultRows * shape.ResultThreads % shape.Threads);
                Assert.Equal(0, 2 * shape.FragmentsM % shape.ResultGroups);
            }
        }
    }

    private static IEnumerable<FactorKernelKey> Keys()
    {
        int[] sizes = [1, 2, 3, 4, 7, 16, 31, 48, 64, 100, 192, 768];
        var random = new Random(11);
        int Any() => sizes[random.Next(sizes.Length)];
        for (var i = 0; i < 150; i++)
        {
            yield return new FactorKernelKey(new KsPattern(random.Next(1, 5), Any(), Any(), Any()), DevicePrecision.Fp16, (BatchLayout)random.Next(2));
        }
    }
}
