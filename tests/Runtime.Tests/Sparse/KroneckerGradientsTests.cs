using System;
using System.Linq;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Sparse;
using Xunit;

namespace NetSpec.Runtime.Tests.Sparse;

/// <summary>Both gradients of a product against their definitions in double, in both orders, ragged batches, at every width, and bit for bit alike however computed.</summary>
public sealed class KroneckerGradientsTests
{
    public static TheoryData<KroneckerPattern, SimdLevel> Cases()
    {
        KroneckerPattern[] patterns =
        [
            new(1, 1, 1, 1), new(2, 3, 5, 4), new(1, 17, 33, 2), new(3, 48, 16, 1), new(1, 130, 32, 1), new(2, 16, 64, 3), new(1, 14, 31, 1),
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
    public void The_gradient_by_weights_is_a_sum_over_samples(KroneckerPattern pattern, SimdLevel level)
    {
        var random = new Random(5);
        using var gradients = new KroneckerGradients(pattern, Values(random, pattern.NonZeros), level);
        foreach (var batch in new[] { 1, 31, 32, 50, 128, 300 })
        {
            var (x, g) = (Values(random, batch * pattern.Columns), Values(random, batch * pattern.Rows));
            var first = Filled(pattern.NonZeros);
            gradients.ByWeights(x, g, first, batch, BatchOrder.First);
            CheckWeights(pattern, x, g, first, batch);
            foreach (var threads in new[] { 1, 2 })
            {
                var last = Filled(pattern.NonZeros);
                gradients.ByWeights(Transposed(x, batch), Transposed(g, batch), last, batch, BatchOrder.Last, threads);
                Assert.Equal(first, last);
                var again = Filled(pattern.NonZeros);
                gradients.ByWeights(x, g, again, batch, BatchOrder.First, threads);
                Assert.Equal(first, again);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_by_the_input_is_the_transposed_product(KroneckerPattern pattern, SimdLevel level)
    {
        const int Batch = 37;
        var random = new Random(6);
        var (k, g) = (Values(random, pattern.NonZeros), Values(random, Batch * pattern.Rows));
        using var gradients = new KroneckerGradients(pattern, k, level);
        var first = Filled(Batch * pattern.Columns);
        gradients.ByInput(g, first, Batch, BatchOrder.First);
        var (expected, sizes) = (new double[first.Length], new double[first.Length]);
        Each(pattern, (weight, row, column) =>
        {
            for (var n = 0; n < Batch; n++)
            {
                var term = (double)k[weight] * g[(n * pattern.Rows) + row];
                expected[(n * pattern.Columns) + column] += term;
                sizes[(n * pattern.Columns) + column] += Math.Abs(term);
            }
        });
        for (var i = 0; i < first.Length; i++)
        {
            Assert.InRange(first[i] - expected[i], -(pattern.B + 1) * Math.Pow(2, -24) * sizes[i], (pattern.B + 1) * Math.Pow(2, -24) * sizes[i]);
        }

        var last = Filled(first.Length);
        gradients.ByInput(Transposed(g, Batch), last, Batch, BatchOrder.Last, threads: 2);
        Assert.Equal(Transposed(first, Batch), last);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        var pattern = new KroneckerPattern(1, 2, 3, 1);
        Assert.Contains("6 weights, not 5", Assert.Throws<ArgumentException>(() => new KroneckerGradients(pattern, new float[5])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new KroneckerGradients(default, []));
        using var gradients = new KroneckerGradients(pattern, new float[6]);
        Assert.Throws<ArgumentException>("x", () => gradients.ByWeights(new float[5], new float[4], new float[6], 2, BatchOrder.First));
        Assert.Throws<ArgumentException>("gradient", () => gradients.ByWeights(new float[6], new float[5], new float[6], 2, BatchOrder.First));
        Assert.Throws<ArgumentException>("result", () => gradients.ByWeights(new float[6], new float[4], new float[7], 2, BatchOrder.First));
        var shared = new float[12];
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => gradients.ByWeights(shared.AsSpan(0, 6), new float[4], shared.AsSpan(5, 6), 2, BatchOrder.First)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => gradients.ByWeights([], [], new float[6], 0, BatchOrder.First));
    }

    private static void CheckWeights(KroneckerPattern pattern, float[] x, float[] g, float[] result, int batch) => Each(pattern, (weight, row, column) =>
    {
        double sum = 0, size = 0;
        for (var n = 0; n < batch; n++)
        {
            var term = (double)x[(n * pattern.Columns) + column] * g[(n * pattern.Rows) + row];
            (sum, size) = (sum + term, size + Math.Abs(term));
        }

        Assert.InRange(result[weight] - sum, -(batch + 1) * Math.Pow(2, -24) * size, (batch + 1) * Math.Pow(2, -24) * size);
    });

    /// <summary>Every weight with its row and column.</summary>
    private static void Each(KroneckerPattern p, Action<int, int, int> visit)
    {
        for (var n = 0; n < p.NonZeros; n++)
        {
            var (rest, j) = Math.DivRem(n, p.D);
            (rest, var l) = Math.DivRem(rest, p.C);
            visit(n, (rest * p.D) + j, (((rest / p.B * p.C) + l) * p.D) + j);
        }
    }

    private static float[] Transposed(float[] samples, int batch)
    {
        var features = samples.Length / batch;
        return [.. Enumerable.Range(0, samples.Length).Select(i => samples[(i % batch * features) + (i / batch)])];
    }

    private static float[] Filled(int length) => [.. Enumerable.Repeat(123f, length)];

    private static float[] Values(Random random, int count) => Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
}
