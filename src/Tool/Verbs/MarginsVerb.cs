using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Runtime.Paths;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Inputs;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Margins on labelled samples, and the bound made of them.</summary>
internal sealed class MarginsVerb : Verb
{
    private const int Batch = 32;

    private static readonly double[] Shares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    private readonly ModelInput _model = new();
    private readonly SampleInput _samples = new();
    private readonly Option<string> _labels = new("--labels")
    {
        Description = "The right class of each sample, from 0: npy, or a line of text each.",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<string?> _of = new("--of") { Description = "The output, where the net has several.", HelpName = "name" };
    private readonly Option<string?> _delta = new("--delta")
    {
        Description = "The bound may fail with this probability; 0.05 if it is not given.",
        HelpName = "delta",
    };

    public MarginsVerb()
        : base(
            "margins",
            "Computes the margins of labelled samples, any output of any net in any layout, and the bound on misclassification made of them.",
            ("margins digits.netspec digits.csv --labels labels.txt -w digits.safetensors", "quantiles, errors, and the bound"))
    {
        _model.AddTo(this);
        _samples.AddTo(this);
        foreach (var option in new Option[] { _labels, _of, _delta })
        {
            Options.Add(option);
        }
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        _samples.Check(arguments);
        var (labelPath, delta) = (InputPath.CheckOnDisk(arguments.GetRequiredValue(_labels)), Number.Optional(arguments, _delta, 1e-12, 1 - 1e-12) ?? 0.05);
        var model = _model.Load(arguments, HostedPasses.Forward | HostedPasses.Paths, cancellationToken);
        var port = Choose(model.Host, arguments.GetValue(_of));
        if (model.Host.Outputs[port].Size < 2)
            throw new ToolException($"'{model.Host.Outputs[port].Name}' is one number; margins are between classes.");
        var labels = Labels.Read(labelPath, model.Host.Outputs[port].Size);
        using var samples = _samples.Open(arguments, model.Host);
        var (margins, largest) = Margins(model, samples, port, labels, labelPath, cancellationToken);
        var bound = Bound(model.Paths, margins, largest, delta);
        var report = new MarginReport(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            model.Host.Outputs[port].Name,
            margins.Count,
            margins.ErrorRate,
            largest,
            [.. Shares.Select(share => new QuantileEntry(share, margins.Quantile(share)))],
            bound.Value,
            bound.Gamma,
            bound.Confidence,
            MagnitudeEntry.Of(bound.PathNorm),
            MagnitudeEntry.Of(bound.PathNormNeeded));
        output.Result(report, ReportJson.Document.MarginReport, Write);
        return ExitCode.Ok;
    }

    private static (MarginDistribution Margins, double LargestInput) Margins(
        LoadedModel model, SampleSource samples, int port, int[] labels, string labelPath, CancellationToken cancellationToken)
    {
        float[][] Arrays(IReadOnlyList<HostedPort> ports) => [.. ports.Select(item => new float[checked(Batch * item.Size)])];
        var (inputs, outputs, all, largest, done) = (Arrays(model.Host.Inputs), Arrays(model.Host.Outputs), new List<double>(), 0.0, 0);
        ReadOnlyMemory<float>[] sources = [.. inputs.Select(array => (ReadOnlyMemory<float>)array)];
        Memory<float>[] targets = [.. outputs.Select(array => array.AsMemory())];
        var classes = model.Host.Outputs[port].Size;
        using var pass = new BatchPass(model.Host, model.Model, Batch);
        Output.Progress("margins", (labels.Length + Batch - 1) / Batch, step =>
        {
            while (samples.Read(inputs, Batch) is > 0 and var count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (done + count > labels.Length)
                    throw new ToolException(FormattableString.Invariant($"'{labelPath}' has {labels.Length} labels, and there are more samples."));
                pass.Run(sources, targets, count);
                all.AddRange(MarginDistribution.Margins(outputs[port].AsSpan(0, count * classes), labels.AsSpan(done, count)));
                largest = Math.Max(largest, inputs.Select((input, i) => input.Take(count * model.Host.Inputs[i].Size).Max(value => Math.Abs((double)value)))
                    .Max());
                done += count;
                step();
            }
        });
        return done == labels.Length && done > 0
            ? (new(all), largest)
            : throw new ToolException(FormattableString.Invariant($"'{labelPath}' has {labels.Length} labels for {done} samples."));
    }

    private static MisclassificationBound Bound(PathAnalysis paths, MarginDistribution margins, double largest, double delta)
    {
        try
        {
            return paths.MarginBound(margins, largest, delta);
        }
        catch (InvalidOperationException exception)
        {
            throw new ToolException(exception.Message);
        }
    }

    private static int Choose(HostedNet net, string? name)
    {
        if (name is null && net.Outputs.Count > 1)
            throw ToolException.Usage($"the net has several outputs: --of names one of {string.Join(", ", net.Outputs.Select(port => port.Name))}.");
        var index = name is null ? 0 : net.Outputs.ToList().FindIndex(port => port.Name == name);
        return index >= 0 ? index : throw ToolException.Usage(
            $"the net has no output '{name}', but {string.Join(", ", net.Outputs.Select(port => port.Name))}.");
    }

    private static void Write(MarginReport report)
    {
        var table = new TextTable("share of samples", ">margin at most");
        foreach (var quantile in report.Quantiles)
        {
            table.Add(FormattableString.Invariant($"{100 * quantile.Share:0} %"), FormattableString.Invariant($"{quantile.Margin:G6}"));
        }

        table.Write();
        Output.Line();
        Output.Line(FormattableString.Invariant(
            $"  {report.Samples:N0} samples, {100 * report.ErrorRate:0.##} % of them wrong; inputs within {report.LargestInput:G6}"));
        Output.Line(report.Bound is { } bound
            ? FormattableString.Invariant(
                $"  misclassified with probability {bound:G4} at most, with confidence {report.Confidence:G4} (margin {report.Gamma:G4})")
            : $"  no margin gives a bound below 1: the path norm is {report.PathNorm.Text}, and would have to be {report.PathNormNeeded.Text}");
    }
}
