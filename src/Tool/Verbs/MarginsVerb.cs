using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Hosting.Certificates;
using NetSpec.Hosting.Jobs;
using NetSpec.Runtime.Paths;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Passes;
using NetSpec.Tool.Reports;
using NetSpec.Tool.Samples;

namespace NetSpec.Tool.Verbs;

/// <summary>Margins on labelled samples, and the bound made of them.</summary>
internal sealed class MarginsVerb : Verb
{
    /// <summary>The name of the pass in pieces.</summary>
    public const string Pass = "margins";

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

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads that compute; results do not depend on it.",
        DefaultValueFactory = _ => 1,
    };

    private readonly PieceInput _piece = new();

    public MarginsVerb()
        : base(
            Pass,
            "Computes the margins of labelled samples, any output of any net in any layout, and the bound on misclassification made of them.",
            ("margins digits.netspec digits.csv --labels labels.txt -w digits.safetensors", "quantiles, errors, and the bound"),
            ("margins net.netspec x.npy --labels y.npy -w net.safetensors --shard 3/8 -o 3.json", "one of 8 pieces, for 'merge'"),
            ("margins net.netspec x.npy --labels y.npy -w net.safetensors --shard 3/8 -o 3.json --resume", "go on after an interruption"))
    {
        _model.AddTo(this);
        _samples.AddTo(this);
        foreach (var option in new Option[] { _labels, _of, _delta, _threads })
        {
            Options.Add(option);
        }

        _piece.AddTo(this);
    }

    /// <summary>What margins say.</summary>
    /// <param name="model">The model.</param>
    /// <param name="job">What was computed.</param>
    /// <param name="margins">A margin a sample.</param>
    /// <param name="largest">The largest absolute value of an input.</param>
    public static MarginReport Report(LoadedModel model, MarginJob job, MarginDistribution margins, double largest)
    {
        var bound = Library.Call(() => model.Paths.MarginBound(margins, largest, job.Delta));
        return new(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            job.Output,
            margins.Count,
            margins.ErrorRate,
            largest,
            [.. MarginReport.Shares.Select(share => new QuantileEntry(share, margins.Quantile(share)))],
            bound.Value,
            bound.Gamma,
            bound.Confidence,
            MagnitudeEntry.Of(bound.PathNorm),
            MagnitudeEntry.Of(bound.PathNormNeeded));
    }

    /// <summary>Shows what margins say.</summary>
    public static void Write(MarginReport report)
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

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        _samples.Check(arguments);
        var (labelPath, delta) = (InputPath.CheckOnDisk(arguments.GetRequiredValue(_labels)), Number.Optional(arguments, _delta, 1e-12, 1 - 1e-12) ?? 0.05);
        var (threads, piece) = (Positive.Of(arguments, _threads), _piece.Of(arguments));
        var data = piece.Path is null ? "" : _samples.Hash(arguments);
        var model = _model.Load(arguments, HostedPasses.Forward | HostedPasses.Paths, cancellationToken);
        var port = Choose(model.Host, arguments.GetValue(_of));
        if (model.Host.Outputs[port].Size < 2)
            throw new ToolException($"'{model.Host.Outputs[port].Name}' is one number; margins are between classes.");
        var labels = Labels.Read(labelPath, model.Host.Outputs[port].Size);
        if (labels.Length == 0)
            throw new ToolException($"'{labelPath}' has no labels.");
        var job = new MarginJob(model.Host.Outputs[port].Name, delta);
        var identity = new JobIdentity(
            Pass, JobIdentity.HashOf(model.Spec), model.Net.FullName, JobIdentity.HashOf(model.Model.Parameters), data,
            piece.Path is null ? "" : CertifiedFile.HashOf(labelPath), $"{job}; {_samples.Scaling(arguments)}", labels.Length, piece.Shards);
        using var samples = _samples.Open(arguments, model.Host);
        using var margins = new MarginBlocks(model.OfScores(cancellationToken), port, labels, threads);
        var pass = new DataPass(identity, piece, model, 1, FormattableString.Invariant($"'{labelPath}' has {labels.Length} labels"));
        var done = pass.Run(samples, margins.Of, cancellationToken);
        if (piece.Shards > 1)
        {
            MergeVerb.ShowPiece(output, done, piece.Path!);
            return ExitCode.Ok;
        }

        output.Result(Report(model, job, new(done.Values), done.LargestInput), ReportJson.Document.MarginReport, Write);
        return ExitCode.Ok;
    }

    private static int Choose(HostedNet net, string? name)
    {
        if (name is null && net.Outputs.Count > 1)
            throw ToolException.Usage($"the net has several outputs: --of names one of {string.Join(", ", net.Outputs.Select(port => port.Name))}.");
        var index = name is null ? 0 : net.Outputs.ToList().FindIndex(port => port.Name == name);
        return index >= 0 ? index : throw ToolException.Usage(
            $"the net has no output '{name}', but {string.Join(", ", net.Outputs.Select(port => port.Name))}.");
    }
}
