using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Hosting;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Every problem of specs, as a build would report them.</summary>
internal sealed class CheckVerb : Verb
{
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(150);

    // Whether the project has ILGPU is not known here: what a device cannot do is reported, and not that there is none.
    private static readonly CompilerOptions AsOnDevices = new() { HasIlgpu = true };

    private readonly Argument<string[]> _specs = new("specs")
    {
        Description = "Spec files, checked together as one project would compile them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _watch = new("--watch") { Description = "Check again whenever one of the files changes, until interrupted." };

    public CheckVerb()
        : base(
            "check",
            "Reports every problem of specs, a line each: file(line,column): error NSPEC2104: what is wrong.",
            ("check mlp.netspec", "all problems of one file"),
            ("check nets/*.netspec --json", "of several, for a program"),
            ("check mlp.netspec --watch", "again at every change"))
    {
        Arguments.Add(_specs);
        Options.Add(_watch);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var paths = arguments.GetRequiredValue(_specs).Distinct(StringComparer.Ordinal).ToArray();
        if (!arguments.GetValue(_watch))
            return Check(Read(paths), output, cancellationToken);
        if (output.Json)
            throw ToolException.Usage("--watch writes a report at every change, and --json one document: take one of the two.");

        while (true)
        {
            var files = paths;
            var seen = Times(files);
            try
            {
                var specs = Read(paths);
                files = [.. specs.SelectMany(spec => spec.Sources.Files).Select(file => file.Path).Distinct(StringComparer.Ordinal)];
                seen = Times(files);
                Check(specs, output, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or ToolException)
            {
                // An editor may take the file away for a moment.
                Output.Remark("netspec: " + exception.Message);
            }

            Output.Line($"[{DateTime.Now:HH:mm:ss}] waiting for changes");
            while (Times(files).SequenceEqual(seen))
            {
                if (cancellationToken.WaitHandle.WaitOne(Settled))
                    return ExitCode.Cancelled;
            }
        }
    }

    private static List<SpecFile> Read(IEnumerable<string> paths) => [.. paths.Select(path => SpecFile.Read(InputPath.Check(path)))];

    private static int Check(IReadOnlyList<SpecFile> specs, Output output, CancellationToken cancellationToken)
    {
        var used = specs.SelectMany(spec => spec.Sources.Files.Skip(1));
        var result = NetCompiler.Compile(
            specs.Select(spec => new SpecText(spec.Path, spec.Text)), AsOnDevices with { UsableFiles = new(used) }, cancellationToken);
        var report = new CheckReport(
            [.. specs.Select(spec => spec.Path)],
            result.Problems.Count(problem => problem.IsError),
            result.Problems.Count(problem => !problem.IsError),
            [.. result.Problems.Select(Entry)]);
        output.Result(report, ReportJson.Document.CheckReport, _ => Write(report, result.Problems));
        return report.Errors > 0 ? ExitCode.Found : ExitCode.Ok;
    }

    private static void Write(CheckReport report, IEnumerable<SpecProblem> problems)
    {
        foreach (var problem in problems)
        {
            Output.Line(problem.ToString());
        }

        if (!Output.IsTerminal)
            return;

        var sound = report is { Errors: 0, Warnings: 0 };
        Output.Line(sound ? "no problems" : FormattableString.Invariant($"{report.Errors} errors, {report.Warnings} warnings"));
    }

    private static ReportedProblem Entry(SpecProblem problem) => new(
        problem.Path, problem.Start.Line + 1, problem.Start.Column + 1, problem.End.Line + 1, problem.End.Column + 1,
        problem.IsError ? "error" : "warning", problem.Id, problem.Message);

    private static List<(DateTime, long)> Times(IEnumerable<string> paths) =>
        [.. paths.Select(path => new FileInfo(path)).Select(file => file.Exists ? (file.LastWriteTimeUtc, file.Length) : default)];
}
