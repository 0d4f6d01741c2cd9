using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;
using NetSpec.Tool.Samples;

namespace NetSpec.Tool.Verbs;

/// <summary>A net's outputs for samples.</summary>
internal sealed class RunVerb : Verb
{
    private readonly ModelInput _model = new();
    private readonly SampleInput _samples = new();
    private readonly Option<int> _batch = new("--batch") { Description = "Samples that are computed together.", DefaultValueFactory = _ => 32 };
    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads that compute; results do not depend on it.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int?> _top = new("--top") { Description = "Show the largest outputs of each sample only, and which they are.", HelpName = "k" };
    private readonly Target _target = new("Write the outputs to this file: .npy, .npz or .csv.");

    public RunVerb()
        : base(
            "run",
            "Computes the outputs of a net for samples: arrays, tables or pictures, in batches.",
            ("run digits.netspec images.npy -w digits.safetensors", "outputs as csv"),
            ("run digits.netspec images.csv -w digits.safetensors -o logits.npy", "to a file"),
            ("run resnet.netspec --net ResNet18 cat.jpg -w resnet18.pth --mean 0.485,0.456,0.406 --scale 0.229,0.224,0.225 --top 5", "the largest five"))
    {
        _model.AddTo(this);
        _samples.AddTo(this);
        foreach (var option in new Option[] { _batch, _threads, _top })
        {
            Options.Add(option);
        }

        _target.AddTo(this);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (batch, threads) = (Positive.Of(arguments, _batch), Positive.Of(arguments, _threads));
        if (arguments.GetValue(_top) is < 1 and var few)
            throw ToolException.Usage(FormattableString.Invariant($"--top is {few}; it is a number of outputs, 1 or more."));
        var path = _target.Path(arguments);
        _samples.Check(arguments);
        var model = _model.Load(arguments, HostedPasses.Forward, cancellationToken);
        if (path is not null)
            Outputs.CheckKind(path, model.Host.Outputs.Count);
        using var samples = _samples.Open(arguments, model.Host);
        var outputs = new Outputs(model.Host.Outputs);
        Compute(model, samples, outputs, batch, threads, cancellationToken);
        if (outputs.Samples == 0)
            throw new ToolException("there are no samples.");

        if (path is not null)
            Save(path, outputs);
        var entries = model.Host.Outputs.Select((port, i) => new OutputEntry(port.Name, port.Dims, path is null && output.Json ? Values(outputs, i) : null));
        var report = new RunReport(model.Spec.Path, model.Net.FullName, model.Weights, outputs.Samples, path, [.. entries]);
        output.Result(report, ReportJson.Document.RunReport, _ =>
        {
            if (arguments.GetValue(_top) is { } top)
                ShowTop(outputs, top);
            else if (path is null)
                outputs.WriteLines(Console.Out);
        });
        return ExitCode.Ok;
    }

    private static void Compute(LoadedModel model, SampleSource samples, Outputs outputs, int batch, int threads, CancellationToken cancellationToken)
    {
        float[][] Arrays(IReadOnlyList<HostedPort> ports) => [.. ports.Select(port => new float[checked(batch * port.Size)])];
        var (inputs, results) = (Arrays(model.Host.Inputs), Arrays(model.Host.Outputs));
        ReadOnlyMemory<float>[] sources = [.. inputs.Select(array => (ReadOnlyMemory<float>)array)];
        Memory<float>[] targets = [.. results.Select(array => array.AsMemory())];
        using var pass = new BatchPass(model.Host, model.Model, batch, threads);
        Output.Progress("running", (samples.Count + batch - 1) / batch ?? 0, step =>
        {
            while (samples.Read(inputs, batch) is > 0 and var count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                pass.Run(sources, targets, count);
                outputs.Add(results, count);
                step();
            }
        });
    }

    private static void Save(string path, Outputs outputs)
    {
        if (Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase))
            outputs.WriteArchive(path);
        else
            AtomicFile.Write(path, stream => outputs.Write(path, stream));
    }

    private static List<float[]> Values(Outputs outputs, int output) =>
        [.. Enumerable.Range(0, outputs.Samples).Select(sample => outputs.Of(output, sample).ToArray())];

    private static void ShowTop(Outputs outputs, int top)
    {
        var table = new TextTable(">sample", ">rank", ">index", ">value");
        for (var sample = 0; sample < outputs.Samples; sample++)
        {
            var values = outputs.Of(0, sample).ToArray();
            var order = Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).Take(top).ToList();
            for (var rank = 0; rank < order.Count; rank++)
            {
                table.Add(Number(sample), Number(rank + 1), Number(order[rank]), FormattableString.Invariant($"{values[order[rank]]:G6}"));
            }
        }

        table.Write();
    }

    private static string Number(int value) => FormattableString.Invariant($"{value}");
}
