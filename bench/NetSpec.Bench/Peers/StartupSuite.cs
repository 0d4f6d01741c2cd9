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
/// From the start of a process to the first result, the most memory that it held, and what it goes on holding: ours from a safetensors file,
/// with its parameters kept and released, beside ONNX Runtime from an ONNX file, each in processes of its own, in turn.
/// </summary>
internal static class StartupSuite
{
    private static readonly string[] Networks = ["ResNet18", "ResNet50", "Vgg11"];

    /// <param name="runs">Processes of each kind.</param>
    public static int Run(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("netspec-startup").FullName;
        try
        {
            Console.WriteLine($"{"",-28}{"in Main ms",12}{"loaded ms",12}{"first result ms",18}{"peak MiB",12}{"held MiB",12}");
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

        (string Engine, string File)[] engines = [(StartupRun.Ours, safetensors), (StartupRun.Released, safetensors), (StartupRun.Onnx, onnx)];
        var results = engines.Select(_ => new List<Figures>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            for (var i = 0; i < engines.Length; i++)
            {
                results[i].Add(Child(engines[i].Engine, name, engines[i].File));
            }
        }

        for (var i = 0; i < engines.Length; i++)
        {
            double Median(Func<Figures, double> figure) => Interleaved.Median(results[i].Select(figure));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name + ", " + engines[i].Engine,-28}{1e3 * Median(run => run.Begun),12:f0}{1e3 * Median(run => run.Loaded),12:f0}"
                + $"{1e3 * Median(run => run.Seconds),18:f0}{Median(run => run.Peak) / (1 << 20),12:f0}{Median(run => run.Held) / (1 << 20),12:f0}"));
        }

        File.Delete(safetensors);
        File.Delete(onnx);
    }

    private static Figures Child(string engine, string name, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var word in (string[])[StartupRun.Word, engine, name, file])
            start.ArgumentList.Add(word);

        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadLine();
        var seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        var line = process.StandardOutput.ReadLine() ?? "";
        process.WaitForExit();
        return process.ExitCode == 0 && line.Split(' ') is { Length: 4 } words
            && words.Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray() is [var begun, var loaded, var peak, var held]
            ? new(begun, loaded, seconds, peak, held)
            : throw new InvalidOperationException($"A process with {engine} ended with {process.ExitCode}, its second line being '{line}'.");
    }

    /// <summary>Seconds from the start of a process, and bytes.</summary>
    private readonly record struct Figures(double Begun, double Loaded, double Seconds, double Peak, double Held);
}
