using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using NetSpec.Compiler.Summaries;
using NetSpec.Hosting;
using NetSpec.Runtime.Cpu;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Inputs;
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
            "Measures the latency and throughput of a net's forward pass.",
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
        var runs = new List<BenchEntry>();
        Output.Progress("measuring", batches.Length * threads.Length, step =>
        {
            foreach (var (batch, count) in batches.SelectMany(batch => threads.Select(count => (batch, count))))
            {
                runs.Add(Measure(model, batch, count, seconds, work, cancellationToken));
                step();
            }
        });
        var report = new BenchReport(model.Spec.Path, model.Net.FullName, SimdLevels.Best.ToString(), work, runs);
        output.Result(report, ReportJson.Document.BenchReport, Write);
        return ExitCode.Ok;
    }

    private static BenchEntry Measure(LoadedModel model, int batch, int threads, double seconds, long work, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        float[] Values(HostedPort port) => [.. Enumerable.Range(0, checked(batch * port.Size)).Select(_ => random.NextSingle())];
        ReadOnlyMemory<float>[] inputs = [.. model.Host.Inputs.Select(port => (ReadOnlyMemory<float>)Values(port))];
        Memory<float>[] outputs = [.. model.Host.Outputs.Select(port => new float[checked(batch * port.Size)].AsMemory())];
        using var pass = new BatchPass(model.Host, model.Model, batch, threads);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds * WarmUpShare || times.Count == 0)
        {
            pass.Run(inputs, outputs, batch);
            times.Add(0);
        }

        times.Clear();
        clock.Restart();
        while ((clock.Elapsed.TotalSeconds < seconds || times.Count < FewestPasses) && times.Count < MostPasses)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            pass.Run(inputs, outputs, batch);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        var median = times[times.Count / 2];
        return new(
            batch, threads, times.Count, median, times[0], times[Math.Min(times.Count - 1, times.Count * 95 / 100)], batch * 1000.0 / median,
                2e-6 * work * batch / median);
    }

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
        var table = new TextTable(">batch", ">threads", ">median ms", ">least ms", ">95 % ms", ">samples/s", ">GFLOP/s");
        foreach (var run in report.Runs)
        {
            table.Add(
                Text(run.Batch), Text(run.Threads), Text(run.MedianMilliseconds), Text(run.LeastMilliseconds), Text(run.P95Milliseconds),
                FormattableString.Invariant($"{run.SamplesPerSecond:N0}"), FormattableString.Invariant($"{run.GigaflopsPerSecond:N1}"));
        }

        table.Write();
    }

    private static string Text(double value) => FormattableString.Invariant($"{value:G4}");
}
