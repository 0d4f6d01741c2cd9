using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Runtime.Paths;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Path norms of a net.</summary>
internal sealed class PathNormVerb : Verb
{
    private readonly ModelInput _model = new();
    private readonly Option<string> _q = new("--q") { Description = "The exponent over paths: a number or inf.", DefaultValueFactory = _ => "1" };
    private readonly Option<string> _r = new("--r") { Description = "The exponent over outputs: a number or inf.", DefaultValueFactory = _ => "1" };
    private readonly Option<string> _starts = new("--starts")
    {
        Description = "Which paths: all, or those from inputs or from biases.",
        DefaultValueFactory = _ => "all",
    };

    private readonly Option<bool> _perOutput = new("--per-output") { Description = "The norm of each output neuron too." };
    private readonly Option<bool> _merged = new("--merged") { Description = "The norm with identity neurons merged into their neighbours too." };
    private readonly Option<bool> _product = new("--product") { Description = "The product of norms that path norms are compared with too." };
    private readonly Option<bool> _count = new("--count") { Description = "The number of paths that are not 0 too." };

    public PathNormVerb()
        : base(
            "pathnorm",
            "Computes the path norm of a net, in double precision: whatever the spec's emit line says.",
            ("pathnorm digits.netspec -w digits.safetensors", "the l1 path norm"),
            ("pathnorm digits.netspec -w digits.safetensors --q 2 --per-output", "of each output"),
            ("pathnorm digits.netspec -w digits.safetensors --merged --product --count", "beside its kin"))
    {
        _model.AddTo(this);
        _starts.AcceptOnlyFromAmong("all", "inputs", "biases");
        foreach (var option in new Option[] { _q, _r, _starts, _perOutput, _merged, _product, _count })
        {
            Options.Add(option);
        }
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (q, r) = (Exponent.Of(arguments, _q), Exponent.Of(arguments, _r));
        var starts = Enum.Parse<PathStarts>(arguments.GetRequiredValue(_starts), ignoreCase: true);
        if (double.IsInfinity(q) && (arguments.GetValue(_merged) || arguments.GetValue(_product)))
            throw ToolException.Usage("--merged and --product are for finite q.");
        var model = _model.Load(arguments, HostedPasses.Paths, cancellationToken);
        var paths = model.Paths;
        var report = new PathNormReport(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            arguments.GetRequiredValue(_q),
            arguments.GetRequiredValue(_r),
            arguments.GetRequiredValue(_starts),
            MagnitudeEntry.Of(paths.Norm(q, r, starts)),
            arguments.GetValue(_product) ? MagnitudeEntry.Of(paths.ProductOfNorms(q, r)) : null,
            arguments.GetValue(_merged) ? MagnitudeEntry.Of(paths.MergedNorm(q, r, starts)) : null,
            arguments.GetValue(_count) ? paths.Count().ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
            arguments.GetValue(_perOutput) ? [.. paths.NormPerOutput(q, starts).Select(MagnitudeEntry.Of)] : null);
        output.Result(report, ReportJson.Document.PathNormReport, Write);
        return ExitCode.Ok;
    }

    private static void Write(PathNormReport report)
    {
        var table = new TextTable("what", ">value");
        table.Add($"path norm, q = {report.Q}, r = {report.R}, from {report.Starts}", report.Norm.Text);
        foreach (var (name, value) in new[] { ("product of norms", report.ProductOfNorms?.Text), ("merged path norm", report.Merged?.Text),
            ("paths that are not 0", report.NonZeroPaths) })
        {
            if (value is not null)
                table.Add(name, value);
        }

        for (var i = 0; i < report.PerOutput?.Count; i++)
        {
            table.Add(FormattableString.Invariant($"output {i}"), report.PerOutput[i].Text);
        }

        table.Write();
    }
}
