using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl.Graph;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;
using NetSpec.Tests.Support.RandomNets;
using NetSpec.Reference;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>
/// An emitted model against the reference interpreter: several batches, widths and threads, guards around the caller's
/// memory, and a workspace full of NaNs before each call.
/// </summary>
internal sealed class ForwardCheck
{
    private const int Samples = 3;

    // Around a panel of 32 samples, and several of them.
    private static readonly int[] PanelBatches = [8, 31, 32, 33, 100];

    // Around what shares the weights of a factor in a head, and two heads.
    private static readonly int[] HeadBatches = [7, 8, 17, 70];

    // No multiple of a vector: nobody may rely on the alignment of the caller's memory.
    private const int Guard = 19;

    private const double Tolerance = 1e-4;

    private readonly Net _net;
    private readonly EmittedModel _emitted;
    private readonly Model _model;
    private readonly float[][][] _samples;
    private readonly double[][][] _expected;
    private readonly double _scale;

    private ForwardCheck(Net net, EmittedModel emitted, Random random)
    {
        (_net, _emitted) = (net, emitted);
        var parameters = RandomValues.Parameters(net, random);
        _samples = [.. Enumerable.Range(0, Samples).Select(_ => RandomValues.Sample(net, random))];
        var values = _samples.Select(sample => Interpreter.Run(net, InDouble(parameters), InDouble(sample))).ToArray();
        _expected = [.. values.Select(value => net.Outputs.Select(output => value[output.Node].Data).ToArray())];
        _scale = values.Max(value => value.Max(node => node.Data.Max(Math.Abs)));
        _model = emitted.Create([.. parameters.SelectMany(tensor => tensor)]);
    }

    public static IReadOnlyList<SimdLevel> Levels { get; } = [.. Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported)];

    /// <summary>What is wrong with a model, null when nothing is.</summary>
    /// <param name="net">The net.</param>
    /// <param name="emitted">What was emitted for it.</param>
    /// <param name="levels">The vector widths.</param>
    /// <param name="seed">Of its parameters and inputs.</param>
    /// <param name="headSize">Floats of a sample of its head; 0 where it has none.</param>
    public static string? Run(Net net, EmittedModel emitted, IReadOnlyList<SimdLevel> levels, int seed, int headSize = 0)
    {
        try
        {
            var check = new ForwardCheck(net, emitted, new Random(seed));
            return levels.Select(level => check.At(level, images: 1 + (seed % Samples)) ?? check.InPanels(level) ?? check.InHead(level, headSize)).FirstOrDefault(reason => reason is not null)
                ?? (levels.Contains(SimdLevels.Best) ? check.Call(Samples, null, 1, out _) : null);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private string? At(SimdLevel simd, int images)
    {
        using var workspace = _model.CreateWorkspace(images, simd);
        foreach (var batch in (int[])[1, Samples])
        {
            var problem = Call(batch, workspace, 1, out var alone) ?? Call(batch, workspace, 2, out var together)
                ?? (alone.Zip(together).All(pair => Bits(pair.First).SequenceEqual(Bits(pair.Second))) ? null : "the result depends on the number of threads");
            if (problem is not null)
                return $"{simd}, batch {batch}, {images} a pass: {problem}";
        }

        return null;
    }

    /// <summary>Batches that a net of vectors computes in panels, against those that it computes sample by sample.</summary>
    private string? InPanels(SimdLevel simd)
    {
        if (!PanelRule.Holds(Normalise.Run(_net)))
            return null;

        using var small = _model.CreateWorkspace(images: 1, simd);
        using var large = _model.CreateWorkspace(images: 64, simd);
        foreach (var batch in PanelBatches)
        {
            var problem = Call(batch, small, 1, out var samples) ?? Call(batch, large, 1, out var alone) ?? Call(batch, large, 2, out var together)
                ?? (alone.Zip(together).All(pair => Bits(pair.First).SequenceEqual(Bits(pair.Second))) ? null : "the result depends on the number of threads")
                ?? (alone.Zip(samples).All(pair => Bits(pair.First).SequenceEqual(Bits(pair.Second))) ? null : "the result is another one than sample by sample");
            if (problem is not null)
                return $"{simd}, batch {batch} in panels: {problem}";
        }

        return Call(100, null, 2, out _);
    }

    /// <summary>Batches of which the last layers take many samples at a time, against those that they take one by one.</summary>
    private string? InHead(SimdLevel simd, int headSize)
    {
        if (headSize == 0)
            return null;

        using var workspace = _model.CreateWorkspace(images: 2, simd);
        foreach (var batch in HeadBatches)
        {
            Poison(workspace.Head(headSize, batch));
            var problem = Call(batch, workspace, 1, out var alone) ?? Call(batch, workspace, 2, out var together)
                ?? (alone.Zip(together).All(pair => Bits(pair.First).SequenceEqual(Bits(pair.Second))) ? null : "the result depends on the number of threads")
                ?? Call(1, workspace, 1, out var one)
                ?? (_net.Layout == BatchLayout.BatchLast || alone.Zip(one).All(pair => Bits(pair.First[..^Guard]).AsSpan().StartsWith(Bits(pair.Second[..^Guard]))) ? null : "the result depends on the batch");
            if (problem is not null)
                return $"{simd}, batch {batch} with a head: {problem}";
        }

        return null;
    }

    private string? Call(int batch, Workspace? workspace, int threads, out float[][] outputs)
    {
        var inputs = _net.Inputs.Select((_, i) => Guarded(Join([.. Cycle(_samples, batch).Select(sample => sample[i])]))).ToArray();
        var before = inputs.Select(Bits).ToArray();
        outputs = [.. _net.Outputs.Select(output => Guarded(Enumerable.Repeat(float.NaN, batch * _net.Nodes[output.Node].Shape.Size).ToArray()))];
        if (workspace is not null)
        {
            Poison(workspace);
        }

        _emitted.Forward(_model, inputs, outputs, Guard, batch, workspace, threads);
        return !inputs.Zip(before).All(pair => Bits(pair.First).SequenceEqual(pair.Second)) ? "an input was written to"
            : outputs.Any(output => !IsGuarded(output)) ? "something was written outside of the outputs"
            : outputs.Select((output, i) => Difference(output[Guard..^Guard], i, batch)).FirstOrDefault(reason => reason is not null);
    }

    private string? Difference(float[] actual, int output, int batch)
    {
        var expected = Join([.. Cycle(_expected, batch).Select(sample => sample[output])]);
        var limit = Tolerance * (expected.Max(Math.Abs) + (Tolerance * _scale));
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= limit))
                return string.Create(CultureInfo.InvariantCulture, $"{_net.Outputs[output].Name}[{i}] is {actual[i]}, not {(float)expected[i]}");
        }

        return null;
    }

    private static void Poison(Workspace workspace)
    {
        var run = new Run(workspace, workspace.Images);
        for (var image = 0; image < workspace.Images; image++)
        {
            run.Vector(image, 0, workspace.SampleSize).Fill(float.NaN);
        }
    }

    private static IEnumerable<T> Cycle<T>(T[] samples, int batch) => Enumerable.Range(0, batch).Select(i => samples[i % samples.Length]);

    private T[] Join<T>(IReadOnlyList<T[]> samples) => _net.Layout == BatchLayout.BatchFirst
        ? [.. samples.SelectMany(sample => sample)]
        : [.. Enumerable.Range(0, samples[0].Length).SelectMany(feature => samples.Select(sample => sample[feature]))];

    private static float[] Guarded(float[] values)
    {
        var guard = Enumerable.Repeat(float.NaN, Guard);
        return [.. guard, .. values, .. guard];
    }

    private static bool IsGuarded(float[] values) => values[..Guard].Concat(values[^Guard..]).All(float.IsNaN);

    private static uint[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToUInt32Bits);

    private static double[][] InDouble(float[][] arrays) => Array.ConvertAll(arrays, array => Array.ConvertAll(array, value => (double)value));
}
