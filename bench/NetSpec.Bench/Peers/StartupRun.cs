using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime;
using Microsoft.ML.OnnxRuntime;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Peers;

/// <summary>
/// One process of <see cref="StartupSuite"/>: a network loaded, one sample through it on one thread, then the bytes that it held at most and
/// those that it goes on holding.
/// </summary>
internal static class StartupRun
{
    public const string Word = "startup-run";
    public const string Ours = "ours";
    public const string Released = "ours, released";
    public const string Onnx = "ONNX Runtime";

    /// <param name="engine">Which of them.</param>
    /// <param name="name">The network.</param>
    /// <param name="file">Its weights, or all of it as ONNX.</param>
    public static int Run(string engine, string name, string file)
    {
        using var process = Process.GetCurrentProcess();
        var begun = Seconds(process);
        var (kept, loaded, result) = engine == Onnx
            ? WithOnnx(process, file)
            : WithOurs(process, NetworkCase.All.First(network => network.Name == name && network.Batch == 1), file, engine == Released);
        if (!result.All(float.IsFinite))
            return 1;

        Console.WriteLine();
        process.Refresh();
        var peak = process.PeakWorkingSet64;
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{begun} {loaded} {peak} {process.WorkingSet64}"));
        GC.KeepAlive(kept);
        return 0;
    }

    private static double Seconds(Process process) => (DateTime.UtcNow - process.StartTime.ToUniversalTime()).TotalSeconds;

    private static (object Kept, double Loaded, float[] Result) WithOurs(Process process, NetworkCase network, string file, bool release)
    {
        var (model, workspace, forward) = network.OursWithModel(ParameterStore.Load(network.Layout, file));
        var loaded = Seconds(process);
        if (release)
            model.ReleaseParameters();
        var output = new float[network.OutputSize];
        forward(Ones(network.InputSize), output, 1);
        return ((model, workspace), loaded, output);
    }

    private static (object Kept, double Loaded, float[] Result) WithOnnx(Process process, string file)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        var session = new InferenceSession(file, options);
        var loaded = Seconds(process);
        var (name, port) = session.InputMetadata.Single();
        long[] shape = [.. port.Dimensions.Select(dim => (long)dim)];
        using var input = OrtValue.CreateTensorValueFromMemory(Ones(port.Dimensions.Aggregate(1, (size, dim) => size * dim)), shape);
        using var run = new RunOptions();
        using var results = session.Run(run, [name], [input], session.OutputNames);
        return (session, loaded, results[0].GetTensorDataAsSpan<float>().ToArray());
    }

    private static float[] Ones(int length)
    {
        var ones = new float[length];
        Array.Fill(ones, 1f);
        return ones;
    }
}
