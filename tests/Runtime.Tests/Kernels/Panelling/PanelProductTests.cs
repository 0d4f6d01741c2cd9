using System;
using System.Linq;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Panelling;

/// <summary>Where a panel reads and writes: ragged panels, arrays at any address, results past the caches, both orders, all widths.</summary>
public sealed class PanelProductTests
{
    // Floats on both sides of a result that must stay as they were.
    private const int Margin = 40;

    // A cache line in floats.
    private const int Line = 16;

    public static TheoryData<KroneckerPattern, SimdLevel> Cases()
    {
        KroneckerPattern[] patterns =
        [
            new(1, 1, 1, 1), new(1, 2, 2, 16), new(8, 2, 2, 1), new(2, 48, 19, 1), new(3, 17, 5, 2), new(1, 29, 31, 3),
            new(1, 14, 8, 4), new(2, 15, 1, 7), new(1, 1, 64, 1), new(1, 64, 16, 16), new(5, 3, 7, 8), new(1, 9, 32, 32),
            new(1, 48, 48, 1), new(2, 32, 17, 1), new(3, 16, 16, 5), new(1, 37, 20, 2),

            // More columns than the first-level cache is given at a time.
            new(1, 20, 300, 2), new(2, 31, 150, 3), new(1, 16, 400, 1), new(1, 5, 260, 4),
        ];
        TheoryData<KroneckerPattern, SimdLevel> data = [];
        foreach (var pattern in patterns)
        {
            foreach (var level in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
            {
                data.Add(pattern, level);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_sample_has_the_same_product_in_every_batch(KroneckerPattern pattern, SimdLevel level)
    {
        var random = new Random(7);
        var weights = Values(random, pattern.NonZeros);
        var samples = Values(random, 150 * pattern.Columns);
        using var product = new KroneckerProduct(pattern, weights, level);

        // Bit for bit the same as alone, and within a dot product's rounding of the definition.
        var alone = new float[150 * pattern.Rows];
        for (var n = 0; n < 150; n++)
        {
            product.Multiply(samples.AsSpan(n * pattern.Columns, pattern.Columns), alone.AsSpan(n * pattern.Rows, pattern.Rows), 1, BatchOrder.First);
        }

        Definition(pattern, weights, samples, alone);
        foreach (var batch in new[] { 2, 8, 15, 16, 17, 31, 32, 33, 48, 64, 96, 113, 127, 150 })
        {
            foreach (var threads in new[] { 1, 2 })
            {
                Assert.Equal(alone[..(batch * pattern.Rows)], Multiply(product, samples, batch, BatchOrder.First, threads, shift: batch % 5));
                Assert.Equal(alone[..(batch * pattern.Rows)], Multiply(product, samples, batch, BatchOrder.Last, threads, shift: batch % 7));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    public void Results_too_large_for_the_caches_are_right_at_any_address(int shift)
    {
        var (pattern, batch) = (new KroneckerPattern(4, 16, 8, 4), 16_640);
        Assert.True(batch * (pattern.Rows + pattern.Columns) > Panels.StreamFloats);
        var random = new Random(3);
        var weights = Values(random, pattern.NonZeros);
        var samples = Values(random, batch * pattern.Columns);
        using var product = new KroneckerProduct(pattern, weights);
        var first = Multiply(product, samples, batch, BatchOrder.First, threads: 2, shift);
        Definition(pattern, weights, samples, first);
        Assert.Equal(first, Multiply(product, samples, batch, BatchOrder.Last, threads: 2, shift));
    }

    [Fact]
    public void Values_that_are_no_numbers_stay_in_their_sample()
    {
        var pattern = new KroneckerPattern(1, 20, 3, 2);
        using var product = new KroneckerProduct(pattern, Values(new Random(1), pattern.NonZeros));
        var samples = Values(new Random(2), 40 * pattern.Columns);
        samples.AsSpan(11 * pattern.Columns, pattern.Columns).Fill(float.NaN);
        foreach (var order in Enum.GetValues<BatchOrder>())
        {
            var result = Multiply(product, samples, 40, order, threads: 1, shift: 0);
            for (var n = 0; n < 40; n++)
            {
                Assert.All(result[(n * pattern.Rows)..((n + 1) * pattern.Rows)], value => Assert.Equal(n == 11, float.IsNaN(value)));
            }
        }
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        var pattern = new KroneckerPattern(1, 2, 3, 1);
        Assert.Contains("6 weights, not 5", Assert.Throws<ArgumentException>(() => new KroneckerProduct(pattern, new float[5])).Message, StringComparison.Ordinal);
        using var product = new KroneckerProduct(pattern, new float[6]);
        Assert.Contains("2 samples of 3 features are 6", Assert.Throws<ArgumentException>(() => product.Multiply(new float[5], new float[4], 2, BatchOrder.First)).Message, StringComparison.Ordinal);
        Assert.Contains("2 samples of 2 features are 4", Assert.Throws<ArgumentException>(() => product.Multiply(new float[6], new float[5], 2, BatchOrder.First)).Message, StringComparison.Ordinal);
        var shared = new float[9];
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => product.Multiply(shared.AsSpan(0, 6), shared.AsSpan(5, 4), 2, BatchOrder.First)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => product.Multiply([], [], 0, BatchOrder.First));
    }

    /// <summary>The product of the first samples, [sample][feature], to an array that starts so many floats into a cache line.</summary>
    private static float[] Multiply(KroneckerProduct product, float[] samples, int batch, BatchOrder order, int threads, int shift)
    {
        var (columns, rows) = (product.Pattern.Columns, product.Pattern.Rows);
        var x = new float[shift + (batch * columns)];
        samples.AsSpan(0, batch * columns).CopyTo(x.AsSpan(shift));
        var y = GC.AllocateArray<float>(Margin + Line + shift + (batch * rows) + Margin, pinned: true);
        y.AsSpan().Fill(123);
        var start = Margin + shift + (Line - (int)((Marshal.UnsafeAddrOfPinnedArrayElement(y, Margin) / sizeof(float)) % Line));
        if (order == BatchOrder.Last)
        {
            Transpose(samples, x.AsSpan(shift), batch, columns);
        }

        product.Multiply(x.AsSpan(shift), y.AsSpan(start, batch * rows), batch, order, threads);
        var end = start + (batch * rows);
        Assert.False(y.AsSpan(0, start).ContainsAnyExcept(123) || y.AsSpan(end).ContainsAnyExcept(123));
        var result = y[start..end];
        if (order == BatchOrder.Last)
        {
            var last = (float[])result.Clone();
            Transpose(last, result, rows, batch);
        }

        return result;
    }

    private static void Transpose(ReadOnlySpan<float> from, Span<float> to, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                to[(column * rows) + row] = from[(row * columns) + column];
            }
        }
    }

    private static void Definition(KroneckerPattern p, float[] weights, float[] samples, float[] results)
    {
        for (var n = 0; n < results.Length / p.Rows; n++)
        {
            for (var row = 0; row < p.Rows; row++)
            {
                var (rest, j) = Math.DivRem(row, p.D);
                var (i, k) = Math.DivRem(rest, p.B);
                double sum = 0, size = 0;
                for (var l = 0; l < p.C; l++)
                {
                    var term = (double)weights[(((((i * p.B) + k) * p.C) + l) * p.D) + j] * samples[(n * p.Columns) + (((i * p.C) + l) * p.D) + j];
                    sum += term;
                    size += Math.Abs(term);
                }

                Assert.InRange(results[(n * p.Rows) + row] - sum, -(p.C + 1) * Math.Pow(2, -24) * size, (p.C + 1) * Math.Pow(2, -24) * size);
            }
        }
    }

    private static float[] Values(Random random, int count) => Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
}
