using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Runtime.Kernels.Dense;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support.Sparse;
using Xunit;

namespace NetSpec.Generator.Tests.Sparse;

/// <summary>
/// Emitted Kronecker-sparse layers of hundreds of patterns against dense products in double: both layouts, ragged batches, every
/// vector width, one thread and two, workspaces that hold the batch and that do not. Results may be off by the rounding of
/// their sums, and no more.
/// </summary>
public sealed class SparseForwardTests
{
    // No multiple of a vector: nobody may rely on the alignment of the caller's memory.
    private const int Guard = 19;

    private delegate void OneInput(ReadOnlySpan<float> x, Span<float> y, int batch, Workspace workspace, int threads);

    private delegate void TwoInputs(ReadOnlySpan<float> x, ReadOnlySpan<float> r, Span<float> y, int batch, Workspace workspace, int threads);

    public static TheoryData<SimdLevel, BatchLayout> Cases()
    {
        var data = new TheoryData<SimdLevel, BatchLayout>();
        foreach (var level in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            data.Add(level, BatchLayout.BatchFirst);
            data.Add(level, BatchLayout.BatchLast);
        }

        return data;
    }

    [Fact]
    public void There_are_enough_patterns() => Assert.InRange(SparsePatterns.All.Count, 300, 400);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_layers_multiply_by_their_matrix(SimdLevel simd, BatchLayout layout)
    {
        var failures = SparseCases.All.Select(item => (item, Problem: Check(item, simd, layout))).Where(result => result.Problem is not null).ToList();
        Assert.True(failures.Count == 0, $"{failures.Count} of {SparseCases.All.Count}:\n" + string.Join("\n", failures.Take(20).Select(result => $"{result.item}: {result.Problem}")));
    }

    private static string? Check(SparseCase item, SimdLevel simd, BatchLayout layout)
    {
        var type = SparseCases.TypeOf(item, layout);
        var parameters = (ParameterLayout)type.GetProperty("Layout")!.GetValue(null)!;
        var model = (Model)Activator.CreateInstance(type, new ParameterStore(parameters, [.. item.Parameters.SelectMany(tensor => tensor)]))!;
        var forward = Forward(type, model, item.Samples[0].Length);
        var alone = new uint[item.Expected.Length][];
        foreach (var (images, batch) in item.Batches.Select(batch => (item.Batches[^1], batch)).Append((5, item.Batches[^1])))
        {
            using var workspace = model.CreateWorkspace(images, simd);
            foreach (var threads in (int[])[1, 2])
            {
                var problem = Run(item, layout, forward, batch, workspace, threads, out var y) ?? Same(y, layout, batch, alone);
                if (problem is not null)
                    return Invariant($"batch {batch}, workspace for {images}, {threads} threads: {problem}");
            }
        }

        return null;
    }

    /// <summary>A sample's result depends neither on its company nor on the number of threads.</summary>
    private static string? Same(float[] y, BatchLayout layout, int batch, uint[]?[] alone)
    {
        for (var n = 0; n < batch; n++)
        {
            uint[] bits = [.. Enumerable.Range(0, y.Length / batch).Select(i => BitConverter.SingleToUInt32Bits(y[Index(layout, n, i, batch, y.Length / batch)]))];
            alone[n] ??= bits;
            if (!bits.SequenceEqual(alone[n]!))
                return Invariant($"sample {n} differs from another call's");
        }

        return null;
    }

    private static string? Run(SparseCase item, BatchLayout layout, Action<float[][], float[], int, Workspace, int> forward, int batch, Workspace workspace, int threads, out float[] y)
    {
        float[][] inputs = [.. item.Samples[0].Select((_, input) => Guarded(Join([.. item.Samples.Take(batch).Select(sample => sample[input])], layout)))];
        var before = Array.ConvertAll(inputs, Bits);
        var size = item.Expected[0].Values.Length;
        var guarded = Guarded(Enumerable.Repeat(float.NaN, batch * size).ToArray());
        Poison(workspace);
        forward(inputs, guarded, batch, workspace, threads);
        y = guarded[Guard..^Guard];
        if (!inputs.Zip(before).All(pair => Bits(pair.First).SequenceEqual(pair.Second)))
            return "an input was written to";
        if (!guarded[..Guard].Concat(guarded[^Guard..]).All(float.IsNaN))
            return "something was written outside of the output";

        for (var n = 0; n < batch; n++)
        {
            for (var i = 0; i < size; i++)
            {
                var (actual, expected) = (y[Index(layout, n, i, batch, size)], item.Expected[n].Values[i]);
                if (!(Math.Abs(actual - expected) <= item.Expected[n].Tolerance(i)))
                    return Invariant($"y[{i}] of sample {n} is {actual}, not {expected} within {item.Expected[n].Tolerance(i):g2}");
            }
        }

        return null;
    }

    private static Action<float[][], float[], int, Workspace, int> Forward(Type type, Model model, int inputs)
    {
        if (inputs == 1)
        {
            var one = Method<OneInput>(type, model);
            return (x, y, batch, workspace, threads) => one(Inner(x[0]), Inner(y), batch, workspace, threads);
        }

        var two = Method<TwoInputs>(type, model);
        return (x, y, batch, workspace, threads) => two(Inner(x[0]), Inner(x[1]), Inner(y), batch, workspace, threads);
    }

    private static T Method<T>(Type type, Model model)
        where T : Delegate =>
        type.GetMethod("Forward", [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)])!.CreateDelegate<T>(model);

    private static void Poison(Workspace workspace)
    {
        var run = new Run(workspace, workspace.Images);
        for (var image = 0; image < workspace.Images; image++)
        {
            run.Vector(image, 0, workspace.SampleSize).Fill(float.NaN);
        }
    }

    private static Span<float> Inner(float[] guarded) => guarded.AsSpan(Guard, guarded.Length - (2 * Guard));

    private static float[] Guarded(float[] values)
    {
        var guard = Enumerable.Repeat(float.NaN, Guard);
        return [.. guard, .. values, .. guard];
    }

    private static float[] Join(IReadOnlyList<float[]> samples, BatchLayout layout) => layout == BatchLayout.BatchFirst
        ? [.. samples.SelectMany(sample => sample)]
        : [.. Enumerable.Range(0, samples[0].Length).SelectMany(feature => samples.Select(sample => sample[feature]))];

    private static int Index(BatchLayout layout, int sample, int feature, int batch, int features) =>
        layout == BatchLayout.BatchFirst ? (sample * features) + feature : (feature * batch) + sample;

    private static uint[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToUInt32Bits);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
