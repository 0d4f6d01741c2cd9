using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Pooling;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Pooling;

public sealed class PoolTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Pools_are_their_definitions(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width) = (Pick(random, 1, 3, 15, 16, 17, 33), random.Next(1, 15), random.Next(1, 15));
        var window = new PoolWindow(
            random.Next(1, 6), random.Next(1, 6), random.Next(1, 4), random.Next(1, 4), random.Next(3), random.Next(3), random.Next(3), random.Next(3));
        var ceil = random.Next(2) == 0;
        var outHeight = Windows(height, window.KernelHeight, window.StrideHeight, window.PadTop, window.PadBottom, ceil);
        var outWidth = Windows(width, window.KernelWidth, window.StrideWidth, window.PadLeft, window.PadRight, ceil);
        if (outHeight < 1 || outWidth < 1)
        {
            return;
        }

        var input = Tensor.Random(random, channels, height, width);
        var smallest = Enumerable.Range(0, outHeight).SelectMany(y => Enumerable.Range(0, outWidth).Select(x => Window(input, 0, y, x, window).Count)).Min();
        for (var k = 1; k <= smallest; k++)
        {
            var rank = k;
            var expected = Tensor.Map(channels, outHeight, outWidth, (c, y, x) => Window(input, c, y, x, window).OrderDescending().ElementAt(rank - 1));
            Check(input, expected, exact: true, (in Run run, Map from, Map to) => Pools.Max(run, from, to, window, rank));
        }

        var sums = Tensor.Map(channels, outHeight, outWidth, (c, y, x) => Window(input, c, y, x, window).Sum());
        Check(input, sums, exact: false, (in Run run, Map from, Map to) => Pools.Sum(run, from, to, window));
        CheckDividedSums(input, sums, window, seed);

        if (smallest > 0)
        {
            Check(
                input,
                Tensor.Map(channels, outHeight, outWidth, (c, y, x) => Window(input, c, y, x, window).Average()),
                exact: false,
                (in Run run, Map from, Map to) => Pools.Average(run, from, to, window, countIncludePad: false));
        }

        Check(
            input,
            Tensor.Map(channels, outHeight, outWidth, (c, y, x) => Window(input, c, y, x, window).Sum() / Padded(y, height, window.KernelHeight, window.StrideHeight, window.PadTop, window.PadBottom)
                / Padded(x, width, window.KernelWidth, window.StrideWidth, window.PadLeft, window.PadRight)),
            exact: false,
            (in Run run, Map from, Map to) => Pools.Average(run, from, to, window, countIncludePad: true));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Adaptive_average_covers_its_shares(int seed)
    {
        var random = new Random(seed);
        var (channels, height, width) = (Pick(random, 1, 16, 33), random.Next(1, 15), random.Next(1, 15));
        var (outHeight, outWidth) = seed % 3 == 0 ? (1, 1) : (random.Next(1, 9), random.Next(1, 9));
        var input = Tensor.Random(random, channels, height, width);
        var expected = Tensor.Map(channels, outHeight, outWidth, (c, y, x) =>
        {
            var values = new List<double>();
            for (var r = y * height / outHeight; r < Math.Ceiling((y + 1.0) * height / outHeight); r++)
            {
                for (var s = x * width / outWidth; s < Math.Ceiling((x + 1.0) * width / outWidth); s++)
                {
                    values.Add(input[c, r, s]);
                }
            }

            return values.Average();
        });
        Check(input, expected, exact: false, Pools.AdaptiveAverage);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(400)]
    public void Large_windows_have_a_kth_largest_too(int k)
    {
        var input = Tensor.Random(new Random(k), 17, 20, 20);
        var window = new PoolWindow(20, 20, 1, 1, 0, 0, 0, 0);
        var expected = Tensor.Map(17, 1, 1, (c, _, _) => Window(input, c, 0, 0, window).OrderDescending().ElementAt(k - 1));
        Check(input, expected, exact: true, (in Run run, Map from, Map to) => Pools.Max(run, from, to, window, k));
    }

    /// <summary>Each sum times the positions of its window to the power -q, with and without the padding.</summary>
    private static void CheckDividedSums(Tensor input, Tensor sums, PoolWindow window, int seed)
    {
        var q = 0.5 * (1 + (seed % 4));
        Tensor Divided(Func<int, int, double> count) =>
            Tensor.Map(sums.Channels, sums.Height, sums.Width, (c, y, x) => sums[c, y, x] * Math.Pow(Math.Max(1, count(y, x)), -q));

        Check(
            input,
            Divided((y, x) => Window(input, 0, y, x, window).Count),
            exact: false,
            (in Run run, Map from, Map to) => Pools.Sum(run, from, to, window, countIncludePad: false, q));
        Check(
            input,
            Divided((y, x) => Padded(y, input.Height, window.KernelHeight, window.StrideHeight, window.PadTop, window.PadBottom)
                * Padded(x, input.Width, window.KernelWidth, window.StrideWidth, window.PadLeft, window.PadRight)),
            exact: false,
            (in Run run, Map from, Map to) => Pools.Sum(run, from, to, window, countIncludePad: true, q));
    }

    private delegate void Kernel(in Run run, Map from, Map to);

    private static void Check(Tensor input, Tensor expected, bool exact, Kernel kernel)
    {
        foreach (var simd in Arena.Levels)
        {
            Tensor? first = null;
            foreach (var threads in new[] { 1, 2, 3 })
            {
                var what = $"{simd} {threads}";
                using var arena = new Arena(simd, 2, 20000 + Arena.SizeOf(new Map(0, input.Channels, input.Height, input.Width, 1), new Map(0, expected.Channels, expected.Height, expected.Width, 2)));
                var from = arena.Place(input.Channels, input.Height, input.Width, 1);
                var to = arena.Place(expected.Channels, expected.Height, expected.Width, 2);
                arena.Write(from, 0, input);
                arena.Write(from, 1, input);
                arena.Open(to);
                kernel(arena.Begin(threads), from, to);
                arena.CheckGuards();
                var actual = arena.Read(to, 1);
                if (exact)
                {
                    expected.AssertSame(actual, what);
                }
                else
                {
                    expected.AssertClose(actual, what);
                }

                first?.AssertSame(actual, $"{what} differs from one thread");
                first ??= actual;
            }
        }
    }

    private static List<double> Window(Tensor input, int c, int y, int x, PoolWindow window)
    {
        var values = new List<double>();
        for (var i = 0; i < window.KernelHeight; i++)
        {
            for (var j = 0; j < window.KernelWidth; j++)
            {
                var (row, column) = ((y * window.StrideHeight) - window.PadTop + i, (x * window.StrideWidth) - window.PadLeft + j);
                if (row >= 0 && row < input.Height && column >= 0 && column < input.Width)
                {
                    values.Add(input[c, row, column]);
                }
            }
        }

        return values;
    }

    /// <summary>Positions of a window along one side that are in the input or its declared padding.</summary>
    private static int Padded(int index, int size, int kernel, int stride, int before, int after) =>
        Enumerable.Range((index * stride) - before, kernel).Count(i => i < size + after);

    private static int Windows(int size, int kernel, int stride, int before, int after, bool ceil)
    {
        var room = size + before + after - kernel;
        if (room < 0)
        {
            return 0;
        }

        var count = ((ceil ? room + stride - 1 : room) / stride) + 1;
        return ceil && (count - 1) * stride >= size + before ? count - 1 : count;
    }

    private static int Pick(Random random, params ReadOnlySpan<int> values) => values[random.Next(values.Length)];
}
