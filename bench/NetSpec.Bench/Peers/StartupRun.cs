using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using NetSpec.Runtime.Weights;

namespace NetSpec.Bench.Peers;

/// <summary>One process of <see cref="StartupSuite"/>: a network loaded, one sample through it on one thread, then the bytes that it held at most.</summary>
internal static class StartupRun
{
    public const string Word = "startup-run";
    public const string Ours = "ours";
    public const string Onnx = "ONNX Runtime";

    /// <param name="engine">Which of the two.</param>
    /// <param name="name">The network.</param>
    /// <param name="file">Its weights, or all of it as ONNX.</param>
    public static int Run(string engine, string name, string file)
    {
        var result = engine == Onnx ? WithOnnx(file) : WithOurs(NetworkCase.All.First(network => network.Name == name && network.Batch == 1), file);
        if (!result.All(float.IsFinite))
            return 1;

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(process.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static float[] WithOurs(NetworkCase network, string file)
    {
        var (workspace, forward) = network.Ours(ParameterStore.Load(network.Layout, file));
        using (workspace)
        {
            var output = new float[network.OutputSize];
            forward(Ones(network.InputSize), output, 1);
            return output;
        }
    }

    private static float[] WithOnnx(string file)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(file, options);
        var (name, port) = session.InputMetadata.Single();
        long[] shape = [.. port.Dimensions.Select(dim => (long)dim)];
        using var input = OrtValue.CreateTensorValueFromMemory(Ones(port.Dimensions.Aggregate(1, (size, dim) => size * dim)), shape);
        using var run = new RunOptions();
        using var results = session.Run(run, [name], [input], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[] Ones(int length)
    {
        var ones = new float[length];
        Array.Fill(ones, 1f);
        return ones;
    }
}
