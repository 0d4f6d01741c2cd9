using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Mapping;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Mapping;

public sealed class MapsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Load_and_store_carry_samples_of_a_batch(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = RandomMap(random);
        var (batch, images) = (random.Next(1, 6), 0);
        images = random.Next(1, batch + 1);
        var first = random.Next(batch - images + 1);
        var batchLast = random.Next(2) == 0;
        var planar = !batchLast && random.Next(3) == 0;
        var samples = Enumerable.Range(0, batch).Select(_ => Tensor.Random(random, channels, height, width)).ToArray();
        var source = Batch(samples, batchLast);
        ForEach(images, 2, channels, height, width, border, (arena, threads, what) =>
        {
            var map = arena.Place(channels, height, width, border, planar);
            arena.Open(map, border: planar, planar: planar);
            var target = Enumerable.Repeat(-7f, source.Length).ToArray();
            var run = arena.Begin(threads);
            if (planar)
            {
                Maps.LoadPlanar(run, source, first, batch, map);
            }
            else
            {
                Maps.Load(run, source, first, batch, map, batchLast);
                Maps.Store(run, map, target, first, batch, batchLast);
            }

            arena.CheckGuards();
            for (var n = 0; n < images; n++)
            {
                samples[first + n].AssertSame(arena.Read(map, n, planar), what);
            }

            if (!planar)
            {
                var stored = Enumerable.Range(0, batch)
                    .Select(n => n >= first && n < first + images ? samples[n] : Tensor.Map(channels, height, width, (_, _, _) => -7)).ToArray();
                Assert.Equal(Batch(stored, batchLast), target);
            }
        });
    }

    [Fact]
    public void A_planar_map_gets_a_border_of_zeros()
    {
        foreach (var border in new[] { 0, 1, 3 })
        {
            using var arena = new Arena(SimdLevel.Scalar, 1, 4096);
            var map = arena.Place(3, 4, 5, border, planar: true);
            Maps.LoadPlanar(arena.Begin(), Enumerable.Repeat(1f, 60).ToArray(), 0, 1, map);
            var region = arena.Begin().Vector(0, 0, 4096);
            for (var y = -border; y < 4 + border; y++)
            {
                for (var x = -border; x < 5 + border; x++)
                {
                    Assert.Equal(y is >= 0 and < 4 && x is >= 0 and < 5 ? 1 : 0, region[Arena.At(map, 2, y, x, planar: true)]);
                }
            }
        }
    }

    [Fact]
    public void Samples_outside_the_batch_are_refused()
    {
        using var arena = new Arena(SimdLevel.Scalar, 2, 4096);
        var map = arena.Place(4, 1, 1, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => Maps.Load(arena.Begin(), new float[12], 2, 3, map));
        Assert.Throws<ArgumentException>(() => Maps.Load(arena.Begin(), new float[11], 1, 3, map));
        Assert.Throws<ArgumentException>(() => Maps.Store(arena.Begin(), map, new float[11], 1, 3));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Clearing_a_border_touches_nothing_else(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = RandomMap(random);
        var values = Tensor.Random(random, channels, height, width);
        ForEach(2, 1, channels, height, width, border, (arena, threads, what) =>
        {
            var map = arena.Place(channels, height, width, border);
            arena.Write(map, 0, values);
            var run = arena.Begin(threads);
            var region = run.Vector(0, 0, map.Offset + 16);
            var start = Arena.At(map, 0, -border, -border);
            region[start] = border > 0 ? 5 : region[start];
            Maps.ClearBorder(run, map);
            values.AssertSame(arena.Read(map, 0), what);
            Assert.True(border == 0 || region[start] == 0, what);

            // Sample 1 was never written: only its border may have changed.
            arena.Open(map, border: true);
            arena.CheckGuards();
            var other = arena.Begin().Vector(1, 0, map.Offset + 16);
            Assert.Equal(border == 0, other[start] != 0);
            Assert.NotEqual(0, other[map.Offset]);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Copy_fills_some_channels_and_leaves_the_others(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = RandomMap(random);
        var (before, after) = (Pick(random, 0, 16, 1, 17, 32), Pick(random, 0, 1, 16, 20));
        var (parent, part) = (Tensor.Random(random, before + channels + after, height, width), Tensor.Random(random, channels, height, width));
        ForEach(1, 6, before + channels + after, height, width, 2, (arena, threads, what) =>
        {
            var from = arena.Place(channels, height, width, border);
            var to = arena.Place(parent.Channels, height, width, 1);
            arena.Write(from, 0, part);
            arena.Write(to, 0, parent);
            Maps.Copy(arena.Begin(threads), from, to, before);
            Tensor.Map(parent.Channels, height, width, (c, y, x) => c >= before && c < before + channels ? part[c - before, y, x] : parent[c, y, x])
                .AssertSame(arena.Read(to, 0), what);
            arena.CheckGuards();
        });
    }

    [Fact]
    public void The_last_part_of_a_concat_clears_the_padded_lanes()
    {
        using var arena = new Arena(SimdLevel.Scalar, 1, 4096);
        var from = arena.Place(3, 2, 2, 0);
        var to = arena.Place(20, 2, 2, 1);
        arena.Write(from, 0, Tensor.Map(3, 2, 2, (c, _, _) => c));
        arena.Open(to, 17);
        Maps.Copy(arena.Begin(), from, to, 17);
        arena.Read(to, 0);
        arena.CheckGuards();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Add_affine_and_relu_work_element_by_element(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = RandomMap(random);
        var inPlace = random.Next(2) == 0;
        var relu = random.Next(2) == 0;
        var (a, b) = (Tensor.Random(random, channels, height, width), Tensor.Random(random, channels, height, width));
        var (scale, shift) = (a.Flat()[..1].Concat(b.Flat()).Concat(Enumerable.Repeat(0.5, channels)).Take(channels).ToArray(), Enumerable.Range(0, channels).Select(c => c - 2.5).ToArray());
        var affine = PackedAffine.Pack(Epilogue.Of(channels).Scale([.. scale.Select(s => (float)s)], [.. shift.Select(s => (float)s)]));
        for (var op = 0; op < 3; op++)
        {
            var kernel = op;
            var expected = Tensor.Map(channels, height, width, (c, y, x) => kernel switch
            {
                0 => a[c, y, x] + b[c, y, x],
                1 => (a[c, y, x] * scale[c]) + shift[c],
                _ => a[c, y, x],
            });
            if (relu || kernel == 2)
            {
                expected.Relu();
            }

            ForEach(2, 3, channels, height, width, 2, (arena, threads, what) =>
            {
                var left = arena.Place(channels, height, width, border);
                var right = arena.Place(channels, height, width, 0);
                var to = inPlace ? left : arena.Place(channels, height, width, 1);
                for (var n = 0; n < 2; n++)
                {
                    arena.Write(left, n, a);
                    arena.Write(right, n, b);
                }

                arena.Open(to);
                var run = arena.Begin(threads);
                switch (kernel)
                {
                    case 0: Maps.Add(run, left, right, to, relu); break;
                    case 1: Maps.Affine(run, affine, left, to, relu); break;
                    default: Maps.Relu(run, left, to); break;
                }

                arena.CheckGuards();
                expected.AssertSame(arena.Read(to, 0), what);
                expected.AssertSame(arena.Read(to, 1), what);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Upsample_repeats_and_flatten_lines_up(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = RandomMap(random);
        var (fy, fx) = (random.Next(1, 4), random.Next(1, 4));
        var values = Tensor.Random(random, channels, height, width);
        var flat = values.Flat();
        ForEach(1, 2 + (fy * fx * 16), channels, height, width, 3, (arena, threads, what) =>
        {
            var from = arena.Place(channels, height, width, border);
            var large = arena.Place(channels, height * fy, width * fx, 1);
            var vector = arena.Place(flat.Length, 1, 1, 0);
            arena.Write(from, 0, values);
            arena.Open(large);
            arena.Open(vector);
            var run = arena.Begin(threads);
            Maps.Upsample(run, from, large, fy, fx);
            Maps.Flatten(run, from, vector);
            arena.CheckGuards();
            Tensor.Map(channels, height * fy, width * fx, (c, y, x) => values[c, y / fy, x / fx]).AssertSame(arena.Read(large, 0), what);
            Tensor.Map(flat.Length, 1, 1, (c, _, _) => flat[c]).AssertSame(arena.Read(vector, 0), what);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Pad_puts_zeros_around_and_with_numbers_below_zero_takes_away(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = RandomMap(random);
        var isMap = (height, width) != (1, 1);
        int Shift(int size) => isMap ? random.Next(-Math.Min(3, size - 1), 4) : 0;
        var (top, bottom, left, right) = (Shift((height + 1) / 2), Shift((height + 1) / 2), Shift((width + 1) / 2), Shift((width + 1) / 2));
        var front = Pick(random, 0, 1, 5, 15, 16, 17, 32, channels > 16 ? -16 : 0, channels > 4 ? -3 : 2);
        var back = random.Next(Math.Max(-20, -(channels + Math.Min(front, 0)) + 1), 20);
        var (rows, columns, all) = (height + top + bottom, width + left + right, channels + front + back);
        var values = Tensor.Random(random, channels, height, width);
        ForEach(2, 8, Math.Max(channels, all), Math.Max(height, rows), Math.Max(width, columns), 3, (arena, threads, what) =>
        {
            var from = arena.Place(channels, height, width, border);
            var to = arena.Place(all, rows, columns, isMap ? 1 : 0);
            arena.Write(from, 0, values);
            arena.Write(from, 1, values);
            arena.Open(to);
            Maps.Pad(arena.Begin(threads), from, to, front, top, left);
            arena.CheckGuards();
            var expected = Tensor.Map(all, rows, columns, (c, y, x) =>
            {
                var (channel, row, column) = (c - front, y - top, x - left);
                var isInside = channel >= 0 && channel < channels && row >= 0 && row < height && column >= 0 && column < width;
                return isInside ? values[channel, row, column] : 0;
            });
            expected.AssertSame(arena.Read(to, 0), what);
            expected.AssertSame(arena.Read(to, 1), what);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Interpolate_takes_means_of_neighbours_and_gives_back_its_transpose(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width) = (Pick(random, 1, 3, 16, 17, 33), random.Next(1, 5), random.Next(1, 6));
        var (fy, fx, aligns, q) = (random.Next(1, 5), random.Next(1, 4), random.Next(2) == 0, Pick(random, 1, 1, 2));
        var small = Tensor.Random(random, channels, height, width);
        var large = Tensor.Random(random, channels, height * fy, width * fx);
        double Weight(int place, int source, int sources, int factor)
        {
            var at = aligns ? place * (sources - 1.0) / Math.Max(1, (sources * factor) - 1) : Math.Max(0, ((place + 0.5) / factor) - 0.5);
            var near = Math.Max(0, 1 - Math.Abs(Math.Min(at, sources - 1) - source));
            return near < 1e-12 ? 0 : Math.Pow(near, q);
        }

        ForEach(1, 2 + (2 * fy * fx * 16), channels, height, width, 3, (arena, threads, what) =>
        {
            var (from, to) = (arena.Place(channels, height, width, 1), arena.Place(channels, height * fy, width * fx, 1));
            var (above, below) = (arena.Place(channels, height * fy, width * fx, 2), arena.Place(channels, height, width, 0));
            arena.Write(from, 0, small);
            arena.Write(above, 0, large);
            arena.Open(to);
            arena.Open(below);
            var run = arena.Begin(threads);
            Maps.Interpolate(run, from, to, fy, fx, aligns, q);
            Maps.InterpolateBack(run, above, below, fy, fx, aligns, q);
            arena.CheckGuards();
            var (found, back) = (arena.Read(to, 0), arena.Read(below, 0));
            for (var c = 0; c < channels; c++)
            {
                for (var y = 0; y < height * fy; y++)
                for (var x = 0; x < width * fx; x++)
                {
                    var sum = (from r in Enumerable.Range(0, height) from s in Enumerable.Range(0, width) select Weight(y, r, height, fy) * Weight(x, s, width, fx) * small[c, r, s]).Sum();
                    Assert.Equal(sum, found[c, y, x], 1e-5);
                }

                for (var r = 0; r < height; r++)
                for (var s = 0; s < width; s++)
                {
                    var sum = (from y in Enumerable.Range(0, height * fy) from x in Enumerable.Range(0, width * fx) select Weight(y, r, height, fy) * Weight(x, s, width, fx) * large[c, y, x]).Sum();
                    Assert.Equal(sum, back[c, r, s], 1e-4);
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Shuffle_takes_the_channels_of_groups_by_turns(int seed)
    {
        var random = new Random(seed);
        var (_, height, width, border) = RandomMap(random);
        var (groups, size) = (Pick(random, 1, 2, 3, 4, 16), random.Next(1, 20));
        var values = Tensor.Random(random, groups * size, height, width);
        ForEach(2, 2, groups * size, height, width, 3, (arena, threads, what) =>
        {
            var from = arena.Place(groups * size, height, width, border);
            var to = arena.Place(groups * size, height, width, 1);
            arena.Write(from, 0, values);
            arena.Write(from, 1, values);
            arena.Open(to);
            Maps.Shuffle(arena.Begin(threads), from, to, groups);
            arena.CheckGuards();
            var expected = Tensor.Map(groups * size, height, width, (c, y, x) => values[(c % groups * size) + (c / groups), y, x]);
            expected.AssertSame(arena.Read(to, 0), what);
            expected.AssertSame(arena.Read(to, 1), what);
            Assert.Throws<ArgumentException>(() => Maps.Shuffle(arena.Begin(threads), from, to, (groups * size) + 1));
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Stretch_takes_rows_and_columns_by_number(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width, border) = RandomMap(random);
        var rows = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(height)).ToArray();
        var columns = Enumerable.Range(0, random.Next(1, 12)).Select(i => random.Next(2) == 0 ? i % width : random.Next(width)).ToArray();
        var values = Tensor.Random(random, channels, height, width);
        ForEach(1, 2 + 144, channels, Math.Max(height, 12), Math.Max(width, 12), 3, (arena, threads, what) =>
        {
            var from = arena.Place(channels, height, width, border);
            var to = arena.Place(channels, rows.Length, columns.Length, 1);
            arena.Write(from, 0, values);
            arena.Open(to);
            Maps.Stretch(arena.Begin(threads), from, to, rows, columns);
            arena.CheckGuards();
            Tensor.Map(channels, rows.Length, columns.Length, (c, y, x) => values[c, rows[y], columns[x]]).AssertSame(arena.Read(to, 0), what);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Fill_sets_every_value(int seed)
    {
        var (channels, height, width, border) = RandomMap(new Random(seed));
        ForEach(1, 2, channels, height, width, 3, (arena, threads, what) =>
        {
            var to = arena.Place(channels, height, width, border);
            arena.Open(to);
            Maps.Fill(arena.Begin(threads), to, 0.5f);
            arena.CheckGuards();
            Tensor.Map(channels, height, width, (_, _, _) => 0.5).AssertSame(arena.Read(to, 0), what);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Groups_are_sorted_and_the_largest_channels_found(int seed)
    {
        var random = new Random(seed);
        var (groups, size) = (random.Next(1, 9), Pick(random, 1, 2, 2, 3, 4, 5, 16, 33));
        var (_, height, width, border) = RandomMap(random);
        var channels = groups * size;
        var k = random.Next(1, channels + 1);
        var values = Tensor.Random(random, channels, height, width);
        ForEach(1, 4, channels, height, width, 2, (arena, threads, what) =>
        {
            var from = arena.Place(channels, height, width, border);
            var sorted = random.Next(2) == 0 ? from : arena.Place(channels, height, width, 1);
            var top = arena.Place(k, height, width, 1);
            arena.Write(from, 0, values);
            arena.Open(sorted);
            arena.Open(top);
            var run = arena.Begin(threads);
            Maps.TopK(run, from, top);
            Maps.SortGroups(run, from, sorted, size);
            arena.CheckGuards();
            Tensor.Map(k, height, width, (c, y, x) => Enumerable.Range(0, channels).Select(i => values[i, y, x]).OrderDescending().ElementAt(c))
                .AssertSame(arena.Read(top, 0), what);
            Tensor.Map(channels, height, width, (c, y, x) => Enumerable.Range(c / size * size, size).Select(i => values[i, y, x]).OrderDescending().ElementAt(c % size))
                .AssertSame(arena.Read(sorted, 0), what);
        });
    }

    [Fact]
    public void The_kth_largest_is_that_of_the_sorted_values()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var values = Enumerable.Range(0, random.Next(1, 40)).Select(_ => (float)random.Next(10)).ToArray();
            var k = random.Next(1, values.Length + 1);
            Assert.Equal(values.OrderDescending().ElementAt(k - 1), Select.KthLargest(values.ToArray(), k));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Select.KthLargest(new float[2], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Select.KthLargest(new float[2], 0));
    }

    private static void ForEach(int images, int maps, int channels, int height, int width, int border, Action<Arena, int, string> check)
    {
        var size = maps * (Arena.SizeOf(new Map(0, channels, height, width, Math.Max(border, 2))) + 64) + ((channels + 16) * height * width);
        foreach (var simd in Arena.Levels)
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                using var arena = new Arena(simd, images, size);
                check(arena, threads, $"{channels}x{height}x{width} {simd} {threads}");
            }
        }
    }

    private static (int Channels, int Height, int Width, int Border) RandomMap(Random random) =>
        random.Next(3) == 0
            ? (random.Next(1, 70), 1, 1, 0)
            : (Pick(random, 1, 2, 3, 15, 16, 17, 32, 33), random.Next(1, 9), random.Next(1, 12), random.Next(3));

    private static float[] Batch(Tensor[] samples, bool batchLast)
    {
        var flat = samples.Select(s => s.Flat()).ToArray();
        return batchLast
            ? [.. Enumerable.Range(0, flat[0].Length).SelectMany(i => flat.Select(s => (float)s[i]))]
            : [.. flat.SelectMany(s => s).Select(v => (float)v)];
    }

    private static int Pick(Random random, params ReadOnlySpan<int> values) => values[random.Next(values.Length)];
}
