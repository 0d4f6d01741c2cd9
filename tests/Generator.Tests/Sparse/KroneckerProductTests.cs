using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Sparse;
using NetSpec.Tests.Support.Sparse;
using Xunit;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>Factors of run-time patterns against dense products in double, as <see cref="SparseForwardTests"/> has emitted ones.</summary>
public sealed class KroneckerProductTests
{
    // Makes the caller's memory begin anywhere in a cache line.
    private static readonly int[] Guards = [1, 7, 16, 19, 32];

    private static readonly IReadOnlyList<(KsPattern Pattern, SparseCase Case)> Cases =
        [.. SparsePatterns.All.Select((pattern, i) => (pattern, new SparseCase(5000 + i, [pattern], SparseCase.Extras.None)))];

    public static TheoryData<SimdLevel, BatchOrder> Levels()
    {
        var data = new TheoryData<SimdLevel, BatchOrder>();
        foreach (var level in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            data.Add(level, BatchOrder.First);
            data.Add(level, BatchOrder.Last);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Products_are_those_of_the_matrix(SimdLevel simd, BatchOrder order)
    {
        var failures = Cases.Select((item, i) => (item.Pattern, Problem: Check(item.Pattern, item.Case, simd, order, Guards[i % Guards.Length]))).Where(result => result.Problem is not null).ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} of {Cases.Count}:\n" + string.Join("\n", failures.Take(20).Select(result => $"{result.Pattern}: {result.Problem}")));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        var pattern = new KroneckerPattern(2, 3, 4, 5);
        Assert.Throws<ArgumentException>(() => new KroneckerProduct(pattern, new float[119]));
        using var product = new KroneckerProduct(pattern, new float[120]);
        Assert.Contains("'x' has 79 floats", Assert.Throws<ArgumentException>(() => product.Multiply(new float[79], new float[60], 2, BatchOrder.Last)).Message, StringComparison.Ordinal);
        Assert.Contains("'y' has 61 floats", Assert.Throws<ArgumentException>(() => product.Multiply(new float[80], new float[61], 2, BatchOrder.Last)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => product.Multiply([], [], 0, BatchOrder.First));
        Assert.Throws<ArgumentOutOfRangeException>(() => product.Multiply(new float[40], new float[30], 1, BatchOrder.First, threads: 0));
        var shared = new float[100];
        Assert.Throws<ArgumentException>(() => product.Multiply(shared.AsSpan(0, 40), shared.AsSpan(39, 30), 1, BatchOrder.First));
    }

    private static string? Check(KsPattern pattern, SparseCase item, SimdLevel simd, BatchOrder order, int guard)
    {
        using var product = new KroneckerProduct(new(pattern.A, pattern.B, pattern.C, pattern.D), item.Parameters[0], simd);
        var alone = new float[item.Expected.Length][];

        // Small batches first, so that the workspace has to grow.
        foreach (var batch in item.Batches)
        foreach (var threads in (int[])[1, 2])
        {
            var x = Join([.. item.Samples.Take(batch).Select(sample => sample[0])], order);
            var y = Enumerable.Repeat(float.NaN, (batch * (int)pattern.Rows) + (2 * guard)).ToArray();
            product.Multiply(x, y.AsSpan(guard, y.Length - (2 * guard)), batch, order, threads);
            if (!y[..guard].Concat(y[^guard..]).All(float.IsNaN))
                return "something was written outside of the result";

            var problem = Compare(item, Split(y[guard..^guard], batch, order), alone);
            if (problem is not null)
                return Invariant($"batch {batch}, {threads} threads: {problem}");
        }

        return null;
    }

    private static string? Compare(SparseCase item, float[][] samples, float[]?[] alone)
    {
        for (var n = 0; n < samples.Length; n++)
        {
            for (var i = 0; i < samples[n].Length; i++)
            {
                if (!(Math.Abs(samples[n][i] - item.Expected[n].Values[i]) <= item.Expected[n].Tolerance(i)))
                    return Invariant($"y[{i}] of sample {n} is {samples[n][i]}, not {item.Expected[n].Values[i]} within {item.Expected[n].Tolerance(i):g2}");
            }

            alone[n] ??= samples[n];
            if (!samples[n].AsSpan().SequenceEqual(alone[n]))
                return Invariant($"sample {n} differs from another call's");
        }

        return null;
    }

    private static float[] Join(float[][] samples, BatchOrder order) => order == BatchOrder.First
        ? [.. samples.SelectMany(sample => sample)]
        : [.. Enumerable.Range(0, samples[0].Length).SelectMany(feature => samples.Select(sample => sample[feature]))];

    private static float[][] Split(float[] y, int batch, BatchOrder order) =>
        [.. Enumerable.Range(0, batch).Select(n => Enumerable.Range(0, y.Length / batch).Select(i => order == BatchOrder.First ? y[(n * (y.Length / batch)) + i] : y[(i * batch) + n]).ToArray())];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
