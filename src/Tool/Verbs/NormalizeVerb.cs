using System;
using System.CommandLine;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>The parameters of the same function whose neurons have incoming norms of 1.</summary>
internal sealed class NormalizeVerb : Verb
{
    private readonly ModelInput _model = new();
    private readonly Option<string> _q = new("--q") { Description = "The exponent of the norms: a finite number.", DefaultValueFactory = _ => "1" };
    private readonly WeightsTarget _target = new();

    public NormalizeVerb()
        : base(
            "normalize",
            "Rescales hidden neurons so that what enters each has norm 1: the function and its path norm stay.",
            ("normalize digits.netspec -w digits.safetensors -o unit.safetensors", "the l1 norm"),
            ("normalize digits.netspec -w digits.safetensors --q 2 -o unit.safetensors", "the l2 norm"))
    {
        _model.AddTo(this);
        Options.Add(_q);
        _target.AddTo(this);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (path, q) = (_target.Path(arguments), Exponent.Of(arguments, _q));
        if (double.IsInfinity(q))
            throw ToolException.Usage("--q is a finite number here.");
        var model = _model.Load(arguments, HostedPasses.Forward | HostedPasses.Paths, cancellationToken);
        var other = Library.Call(() => model.Paths.Normalize(q).ToStore());
        var report = new RescaleReport(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            FormattableString.Invariant($"incoming norms with q = {q} brought to 1"),
            model.Paths.RescalingGroups.Count,
            MagnitudeEntry.Of(model.Paths.Norm(q, q)),
            MagnitudeEntry.Of(model.Host.Paths(model.Host.Create(other)).Norm(q, q)),
            SameFunction.LargestDifference(model, other),
            path);
        _target.Write(arguments, other);
        output.Result(report, ReportJson.Document.RescaleReport, RescaleVerb.Write);
        return ExitCode.Ok;
    }
}
