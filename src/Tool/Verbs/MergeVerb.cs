using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Dsl.Graph;
using NetSpec.Hosting;
using NetSpec.Hosting.Jobs;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Passes;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>The result of a job that was computed in pieces.</summary>
internal sealed class MergeVerb : Verb
{
    private readonly Argument<string[]> _pieces = new("pieces")
    {
        Description = "What the pieces wrote with -o, all of them, in any order.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _spec = new("--spec") { Description = "The spec, if it is not where the pieces say.", HelpName = "file" };
    private readonly Option<string?> _weights = new("--weights", "-w")
    {
        Description = "The parameters, if they are not where the pieces say.",
        HelpName = "file",
    };

    public MergeVerb()
        : base(
            "merge",
            "Puts the pieces of 'margins' or 'average' together: the result of an undivided run, bit for bit. Pieces of different jobs are refused.",
            ("merge piece-*.json", "spec and parameters are where the pieces say"),
            ("merge piece-*.json --spec net.netspec -w net.safetensors", "or elsewhere"))
    {
        Arguments.Add(_pieces);
        Options.Add(_spec);
        Options.Add(_weights);
    }

    /// <summary>Reports a piece.</summary>
    public static void ShowPiece(Output output, JobPiece piece, string path)
    {
        var report = new PieceReport(
            piece.Job.Pass, piece.Job.Net, piece.Shard, piece.Job.Shards, piece.Job.Part(piece.Shard).Count, piece.Done, path);
        output.Result(report, ReportJson.Document.PieceReport, written => Output.Line(FormattableString.Invariant(
            $"{written.Output}: {written.Pass} of {written.Done:N0} samples, piece {written.Shard} of {written.Shards}")));
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var files = arguments.GetRequiredValue(_pieces);
        var pieces = JobPiece.Whole([.. files.Select(file => (file, JobPiece.Read(InputPath.CheckOnDisk(file))))]);
        var model = Model(pieces[0], Path.GetDirectoryName(Path.GetFullPath(files[0]))!, arguments, cancellationToken);
        var values = pieces.SelectMany(piece => piece.Values).ToList();
        var (options, largest) = (pieces[0].Job.Options, pieces.Max(piece => piece.LargestInput));
        var report = pieces[0].Job.Pass switch
        {
            MarginsVerb.Pass =>
                new MergeReport(MarginsVerb.Pass, pieces.Count, MarginsVerb.Report(model, MarginJob.Parse(options), new(values), largest), null),
            AverageVerb.Pass => new MergeReport(AverageVerb.Pass, pieces.Count, null, AverageVerb.Report(model, options, values, largest)),
            var pass => throw new InvalidDataException($"'{files[0]}' is a piece of '{pass}', which this tool does not know."),
        };
        output.Result(report, ReportJson.Document.MergeReport, Write);
        return ExitCode.Ok;
    }

    /// <summary>The model of a job, if its files are what they were.</summary>
    private LoadedModel Model(JobPiece piece, string folder, ParseResult arguments, CancellationToken cancellationToken)
    {
        var spec = SpecFile.Read(InputPath.Check(arguments.GetValue(_spec) ?? Path.Combine(folder, piece.Spec)));
        var weights = arguments.GetValue(_weights) ?? (piece.Weights is { } path ? Path.Combine(folder, path) : null);
        if (weights is not null)
            InputPath.CheckOnDisk(weights);
        if (JobIdentity.HashOf(spec) != piece.Job.SpecSha256)
            throw new ToolException($"'{spec.Path}' is not the spec that the pieces were computed from.");
        var net = Choose(spec, piece.Job.Net);
        var model = ModelInput.Of(spec, net, CompiledNets.Load(spec, net, HostedPasses.Paths, cancellationToken), weights, piece.Seed);
        return JobIdentity.HashOf(model.Model.Parameters) == piece.Job.ParametersSha256
            ? model
            : throw new ToolException(
                $"{(weights is null ? "the random ones" : $"those of '{weights}'")} are not the parameters that the pieces were computed from.");
    }

    private static Net Choose(SpecFile spec, string net)
    {
        try
        {
            return spec.Choose(net);
        }
        catch (KeyNotFoundException exception)
        {
            throw new ToolException(exception.Message);
        }
    }

    private static void Write(MergeReport report)
    {
        if (report.Margins is { } margins)
            MarginsVerb.Write(margins);
        if (report.Average is { } average)
            AverageVerb.Write(average);
    }
}
