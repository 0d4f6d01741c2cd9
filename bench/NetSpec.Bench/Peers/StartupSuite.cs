using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Bench.Sparse;
using NetSpec.Formats.Onnx;

namespace NetSpec.Bench.Peers;

/// <summary>
/// From the start of a process to the first result, and the most memory that it held: ours from a safetensors file beside ONNX
/// Runtime from an ONNX file, each in processes of its own, in turn.
/// </summary>
internal static class StartupSuite
{
    private static readonly string[] Networks = ["ResNet18", "ResNet50"];

    /// <param name="runs">Processes of each kind.</param>
    public static int Run(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("netspec-startup").FullName;
        try
        {
            Console.WriteLine($"{"",-24}{"first result ms",18}{"peak MiB",12}");
            foreach (var name in Networks)
            {
                Compare(name, folder, runs);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Compare(string name, string folder, int runs)
    {
        var network = NetworkCase.All.First(network => network.Name == name && network.Batch == 1);
        var weights = PlausibleWeights.For(network.Layout);
        var (safetensors, onnx) = (Path.Combine(folder, name + ".safetensors"), Path.Combine(folder, name + ".onnx"));
        weights.Save(safetensors);
        OnnxExporter.Export(network.Net(), weights, onnx, new() { Batch = 1 });

        (string Engine, string File)[] engines = [(StartupRun.Ours, safetensors), (StartupRun.Onnx, onnx)];
        var results = engines.Select(_ => new List<(double Seconds, double Peak)>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            for (var i = 0; i < engines.Length; i++)
            {
                results[i].Add(Child(engines[i].Engine, name, engines[i].File));
            }
        }

        for (var i = 0; i < engines.Length; i++)
        {
            var (seconds, peak) = (Interleaved.Median(results[i].Select(run => run.Seconds)), Interleaved.Median(results[i].Select(run => run.Peak)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name + ", " + engines[i].Engine,-24}{1e3 * seconds,18:f0}{peak / (1 << 20),12:f0}"));
        }
    }

    private static (double Seconds, double Peak) Child(string engine, string name, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var word in (string[])[StartupRun.Word, engine, name, file])
            start.ArgumentList.Add(word);

        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var first = process.StandardOutput.ReadLine();
        var seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        process.WaitForExit();
        return process.ExitCode == 0 && double.TryParse(first, CultureInfo.InvariantCulture, out var peak)
            ? (seconds, peak)
            : throw new InvalidOperationException($"A process with {engine} ended with {process.ExitCode}, its first line being '{first}'.");
    }
}
