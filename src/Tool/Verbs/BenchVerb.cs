using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Compiler.Summaries;
using NetSpec.Formats.Onnx;
using NetSpec.Hosting;
using NetSpec.Runtime.Cpu;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Engines;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>How long forward passes take.</summary>
internal sealed class BenchVerb : Verb
{
    /// <summary>Passes are warmed up for this part of the time that they are measured: the runtime compiles hot code again meanwhile.</summary>
    private const double WarmUpShare = 0.5;

    private const int FewestPasses = 5, MostPasses = 100_000;

    private readonly ModelInput _model = new();
    private readonly Option<string> _batches = new("--batch")
    {
        Description = "Batch sizes, with commas between them.",
        HelpName = "n,…",
        DefaultValueFactory = _ => "1,32",
    };

    private readonly Option<string> _threads = new("--threads")
    {
        Description = "Numbers of threads, with commas between them.",
        HelpName = "n,…",
        DefaultValueFactory = _ => "1",
    };

    private readonly Option<string?> _seconds = new("--seconds") { Description = "How long each is measured; 1 if it is not given.", HelpName = "s" };

    public BenchVerb()
        : base(
            "bench",
            "Measures the latency and throughput of a net's forward pass, beside those of ONNX Runtime where its library is found.",
            ("bench resnet.netspec --net ResNet18 --random 1", "batches of 1 and 32 on one thread"),
            ("bench digits.netspec -w digits.safetensors --batch 1,8,64 --threads 1,2 --seconds 3", "a table"))
    {
        _model.AddTo(this);
        foreach (var option in new Option[] { _batches, _threads, _seconds })
        {
            Options.Add(option);
        }
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (batches, threads) = (Counts(arguments, _batches), Counts(arguments, _threads));
        var seconds = Number.Optional(arguments, _seconds, 0.01, 3600) ?? 1;
        var model = _model.Load(arguments, HostedPasses.Forward, cancellationToken);
        var work = NetSummary.Of(model.Net).MultiplyAdds;
        var folder = Directory.CreateTempSubdirectory("netspec-bench-");
        var runs = new List<BenchEntry>();
        try
        {
            Output.Progress("measuring", batches.Length * threads.Length, step =>
            {
                foreach (var batch in batches)
                {
                    var exported = Export(model, batch, folder.FullName);
                    foreach (var count in threads)
                    {
                        using var peer = exported is null ? null : OnnxRuntime.Open(exported, count);
                        runs.Add(Measure(model, peer, batch, count, seconds, work, cancellationToken));
                        step();
                    }
                }
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var version = runs.Exists(run => run.OnnxRuntimeMilliseconds is not null) ? OnnxRuntime.Version : null;
        var report = new BenchReport(model.Spec.Path, model.Net.FullName, SimdLevels.Best.ToString(), work, runs, version);
        output.Result(report, ReportJson.Document.BenchReport, Write);
        return ExitCode.Ok;
    }

    /// <summary>The net as a model for ONNX Runtime; null where that is not found, or cannot have the net.</summary>
    private static string? Export(LoadedModel model, int batch, string folder)
    {
        if (!OnnxRuntime.IsFound)
            return null;
        var path = Path.Combine(folder, FormattableString.Invariant($"{batch}.onnx"));
        try
        {
            OnnxExporter.Export(model.Net, model.Model.Parameters, path, new() { Batch = batch });
            return path;
        }
        catch (NotSupportedException exception)
        {
            Output.Remark($"ONNX Runtime is left out: {exception.Message}");
            return null;
        }
    }

    private static BenchEntry Measure(
        LoadedModel model, OnnxRuntime? peer, int batch, int threads, double seconds, long work, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        float Value(HostedPort port) => port.Vocabulary is { } tokens ? random.Next(tokens) : random.NextSingle();
        float[] Values(HostedPort port) => [.. Enumerable.Range(0, checked(batch * port.Size)).Select(_ => Value(port))];
        float[][] inputs = [.. model.Host.Inputs.Select(Values)];
        float[][] Results() => [.. model.Host.Outputs.Select(port => new float[checked(batch * port.Size)])];
        var (outputs, others) = (Results(), Results());
        using var pass = new BatchPass(model.Host, model.Model, batch, threads);
        ReadOnlyMemory<float>[] sources = [.. inputs.Select(array => (ReadOnlyMemory<float>)array)];
        Memory<float>[] targets = [.. outputs.Select(array => array.AsMemory())];
        var times = Times(() => pass.Run(sources, targets, batch), seconds, cancellationToken);

        var bound = peer?.Bind(batch, Named(model.Host.Inputs, inputs), Named(model.Host.Outputs, others));
        var otherTimes = bound is null ? null : Times(bound, seconds, cancellationToken);
        var median = Median(times);
        return new(
            batch,
            threads,
            times.Count,
            median,
            times[0],
            times[Math.Min(times.Count - 1, times.Count * 95 / 100)],
            batch * 1000.0 / median,
            2e-6 * work * batch / median,
            otherTimes is null ? null : Median(otherTimes),
            otherTimes is null ? null : SameFunction.LargestDifference(outputs, others));
    }

    /// <summary>How long passes take, in milliseconds and in order.</summary>
    private static List<double> Times(Action pass, double seconds, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        do
        {
            pass();
        }
        while (clock.Elapsed.TotalSeconds < seconds * WarmUpShare);
        clock.Restart();
        while ((clock.Elapsed.TotalSeconds < seconds || times.Count < FewestPasses) && times.Count < MostPasses)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            pass();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];

    private static List<(string Name, float[] Values, IReadOnlyList<int> Dims)> Named(IReadOnlyList<HostedPort> ports, float[][] values) =>
        [.. ports.Select((port, i) => (port.Name, values[i], port.Dims))];

    private static int[] Counts(ParseResult arguments, Option<string> option)
    {
        var text = arguments.GetRequiredValue(option);
        return [.. text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= 1 << 16
            ? count
            : throw ToolException.Usage($"{option.Name} takes counts with commas between them, not '{text}'."))];
    }

    private static void Write(BenchReport report)
    {
        string[] columns = [">batch", ">threads", ">median ms", ">least ms", ">95 % ms", ">samples/s", ">GFLOP/s"];
        var table = new TextTable(report.OnnxRuntime is null ? columns : [.. columns, ">ONNX Runtime ms", ">times as fast"]);
        foreach (var run in report.Runs)
        {
            string[] cells =
            [
                Text(run.Batch), Text(run.Threads), Text(run.MedianMilliseconds), Text(run.LeastMilliseconds), Text(run.P95Milliseconds),
                FormattableString.Invariant($"{run.SamplesPerSecond:N0}"), FormattableString.Invariant($"{run.GigaflopsPerSecond:N1}"),
            ];
            table.Add(run.OnnxRuntimeMilliseconds is { } other
                ? [.. cells, Text(other), FormattableString.Invariant($"{other / run.MedianMilliseconds:0.00}")]
                : cells);
        }

        table.Write();
        if (report.OnnxRuntime is not null)
            Output.Line(FormattableString.Invariant(
                $"ONNX Runtime {report.OnnxRuntime}: outputs differ by {report.Runs.Max(run => run.LargestDifference):G3} of the largest at most"));
    }

    private static string Text(double value) => FormattableString.Invariant($"{value:G4}");
}
