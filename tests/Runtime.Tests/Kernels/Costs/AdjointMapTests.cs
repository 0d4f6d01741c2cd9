using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Costs;

public sealed class AdjointMapTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 15)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_slice_has_some_of_the_channels(int seed)
    {
        var random = new Random(seed);
        var (all, height, width) = (random.Next(1, 70), random.Next(1, 6), random.Next(1, 6));
        var first = seed % 2 == 0 ? random.Next(all) : random.Next(all) / 16 * 16;
        var some = random.Next(1, all - first + 1);
        var source = Tensor.Random(random, all, height, width);
        var expected = Tensor.Map(some, height, width, (c, y, x) => source[first + c, y, x]);
        Check(random, source, expected, (in Run run, Map from, Map to) => Maps.Slice(run, from, first, to));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_vector_becomes_a_map_in_the_order_channel_row_column(int seed)
    {
        var random = new Random(seed);
        var expected = Tensor.Random(random, random.Next(1, 40), random.Next(1, 6), random.Next(1, 6));
        var flat = expected.Flat();
        Check(random, Tensor.Map(flat.Length, 1, 1, (c, _, _) => flat[c]), expected, Maps.Unflatten, isVector: true);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Rows_and_columns_of_one_number_are_summed(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width) = (random.Next(1, 40), random.Next(1, 7), random.Next(1, 7));
        var rows = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(height)).ToArray();
        var columns = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(width)).Order().ToArray();
        var source = Tensor.Random(random, channels, rows.Length, columns.Length);
        var expected = Tensor.Map(channels, height, width, (c, y, x) =>
            (from r in Enumerable.Range(0, rows.Length)
             where rows[r] == y
             from s in Enumerable.Range(0, columns.Length)
             where columns[s] == x
             select source[c, r, s]).Sum());
        Check(random, source, expected, (in Run run, Map from, Map to) => Maps.Shrink(run, from, to, rows, columns));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        using var workspace = new Workspace(256);
        var map = new Map(0, 4, 2, 2, 0);
        var other = new Map(64, 4, 2, 2, 0);
        Assert.Throws<ArgumentException>(() => Maps.Slice(new Run(workspace, 1), map, 1, other));
        Assert.Throws<ArgumentException>(() => Maps.Unflatten(new Run(workspace, 1), map, other));
        Assert.Throws<ArgumentException>(() => Maps.Shrink(new Run(workspace, 1), map, other, [0], [0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Maps.Shrink(new Run(workspace, 1), map, other, [0, 2], [0, 1]));
    }

    private static void Check(Random random, Tensor source, Tensor expected, Kernel kernel, bool isVector = false)
    {
        var border = isVector ? 0 : random.Next(3);
        foreach (var simd in Arena.Levels)
        {
            foreach (var threads in new[] { 1, 2 })
            {
                using var arena = new Arena(simd, 1, Arena.SizeOf(
                    new Map(0, source.Channels, source.Height, source.Width, border),
                    new Map(0, expected.Channels, expected.Height, expected.Width, 2)));
                var from = arena.Place(source.Channels, source.Height, source.Width, border);
                var to = arena.Place(expected.Channels, expected.Height, expected.Width, 2);
                arena.Write(from, 0, source);
                arena.Open(to);
                kernel(arena.Begin(threads), from, to);
                arena.CheckGuards();
                expected.AssertSame(arena.Read(to, 0), $"{simd} {threads}");
            }
        }
    }

    private delegate void Kernel(in Run run, Map from, Map to);
}
