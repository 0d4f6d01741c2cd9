using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Hosting.Jobs;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Passes;
using NetSpec.Tool.Reports;
using NetSpec.Tool.Samples;

namespace NetSpec.Tool.Verbs;

/// <summary>How much of the path norm samples meet.</summary>
internal sealed class AverageVerb : Verb
{
    /// <summary>The name of the pass in pieces.</summary>
    public const string Pass = "average";

    private readonly ModelInput _model = new();
    private readonly SampleInput _samples = new();
    private readonly Option<string?> _outputs = new("--outputs")
    {
        Description = "Which outputs, counted through all results of the net from 0; all if it is not given. Each takes a backward pass.",
        HelpName = "i,…",
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads that compute; results do not depend on it.",
        DefaultValueFactory = _ => 1,
    };

    private readonly PieceInput _piece = new();

    public AverageVerb()
        : base(
            Pass,
            "Computes the local and gated norms of samples, means and largest values, beside the path norm that none exceeds.",
            ("average digits.netspec digits.csv -w digits.safetensors", "for every output"),
            ("average resnet.netspec x.npy -w resnet.safetensors --outputs 0,1 --threads 8 --shard 3/8 -o 3.json", "a piece, for 'merge'"))
    {
        _model.AddTo(this);
        _samples.AddTo(this);
        Options.Add(_outputs);
        Options.Add(_threads);
        _piece.AddTo(this);
    }

    /// <summary>What the norms of all samples say.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The outputs, as pieces say them.</param>
    /// <param name="values">What <see cref="AverageOfSamples.Measure"/> gave.</param>
    /// <param name="largest">The largest absolute value of an input.</param>
    public static AverageReport Report(LoadedModel model, string options, IReadOnlyList<double> values, double largest)
    {
        var worst = model.Paths.NormPerOutput();
        var outputs = Outputs(options.Split(';')[0], worst.Length);
        var width = outputs.Length * AverageOfSamples.WidthOfOutput;
        if (values.Count % width != 0)
            throw new InvalidDataException(FormattableString.Invariant($"The pieces are damaged: {values.Count} numbers for {outputs.Length} outputs."));
        return new(
            model.Spec.Path, model.Net.FullName, model.Weights, values.Count / width, largest,
            [.. outputs.Select((output, i) =>
            {
                var (local, gated) = AverageOfSamples.Summary(values, outputs.Length, i);
                return new AverageEntry(
                    output, MagnitudeEntry.Of(local.Mean), MagnitudeEntry.Of(local.Max), MagnitudeEntry.Of(gated.Mean), MagnitudeEntry.Of(gated.Max),
                    MagnitudeEntry.Of(worst[output]));
            })]);
    }

    /// <summary>Shows them.</summary>
    public static void Write(AverageReport report)
    {
        var table = new TextTable(">output", ">local, mean", ">most", ">gated, mean", ">most", ">path norm");
        foreach (var entry in report.Outputs)
        {
            table.Add(
                FormattableString.Invariant($"{entry.Output}"), entry.LocalMean.Text, entry.LocalMost.Text, entry.GatedMean.Text, entry.GatedMost.Text,
                entry.PathNorm.Text);
        }

        table.Write();
        Output.Line(FormattableString.Invariant($"{report.Samples:N0} samples, inputs within {report.LargestInput:G6}"));
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        _samples.Check(arguments);
        var (threads, piece) = (Positive.Of(arguments, _threads), _piece.Of(arguments));
        var data = piece.Path is null ? "" : _samples.Hash(arguments);
        var model = _model.Load(arguments, HostedPasses.Paths, cancellationToken);
        var most = model.Host.Outputs.Sum(port => port.Size);
        var options = arguments.GetValue(_outputs) ?? string.Join(',', Enumerable.Range(0, most).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        var outputs = Outputs(options, most);
        var total = Total(arguments, model.Host);
        var identity = new JobIdentity(
            Pass, JobIdentity.HashOf(model.Spec), model.Net.FullName, JobIdentity.HashOf(model.Model.Parameters), data, null,
            $"{options}; {_samples.Scaling(arguments)}", total, piece.Shards);
        using var samples = _samples.Open(arguments, model.Host);
        var pass = new DataPass(
            identity, piece, model, outputs.Length * AverageOfSamples.WidthOfOutput, FormattableString.Invariant($"there were {total} samples"));
        var paths = model.Paths;
        double[] Measure(float[][] inputs, int count) =>
            Library.Call<double[]>(() => [.. AverageOfSamples.Measure(paths, Samples(model.Host, inputs, count), outputs, threads)]);
        var done = pass.Run(samples, (inputs, _, count) => Measure(inputs, count), cancellationToken);
        if (piece.Shards > 1)
            MergeVerb.ShowPiece(output, done, piece.Path!);
        else
            output.Result(Report(model, identity.Options, done.Values, done.LargestInput), ReportJson.Document.AverageReport, Write);
        return ExitCode.Ok;
    }

    /// <summary>How many samples there are: a table is gone through for that.</summary>
    private long Total(ParseResult arguments, HostedNet net)
    {
        using var samples = _samples.Open(arguments, net);
        return (samples.Count ?? samples.Skip(long.MaxValue)) is > 0 and var count ? count : throw new ToolException("there are no samples.");
    }

    private static float[][] Samples(HostedNet net, float[][] inputs, int count) =>
    [
        .. Enumerable.Range(0, count).Select(sample =>
            net.Inputs.SelectMany((port, i) => inputs[i].AsSpan(sample * port.Size, port.Size).ToArray()).ToArray()),
    ];

    private static int[] Outputs(string text, int most)
    {
        int[] outputs = [.. text.Split(',').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var output) && output < most
                ? output
                : throw ToolException.Usage(FormattableString.Invariant($"--outputs is '{text}'; the net has outputs 0 to {most - 1}.")))];
        return outputs.Distinct().Count() == outputs.Length ? outputs : throw ToolException.Usage($"--outputs is '{text}', which names an output twice.");
    }
}
