using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Other parameters of the same function: neurons rescaled at random.</summary>
internal sealed class RescaleVerb : Verb
{
    private readonly ModelInput _model = new();
    private readonly Option<long> _seed = new("--seed")
    {
        Description = "The factors drawn; the same for the same seed on every machine.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string> _factors = new("--factors")
    {
        Description = "What is drawn from, with equal chances.",
        HelpName = "f,…",
        DefaultValueFactory = _ => "1,128,4096",
    };

    private readonly WeightsTarget _target = new();

    public RescaleVerb()
        : base(
            "rescale",
            "Multiplies what enters hidden neurons by random factors and divides what leaves them: the function and its path norm stay.",
            ("rescale digits.netspec -w digits.safetensors -o other.safetensors", "factors 1, 128 and 4096"),
            ("rescale digits.netspec -w digits.safetensors --factors 0.5,2 --seed 7 -o other.safetensors", "gentler ones"))
    {
        _model.AddTo(this);
        Options.Add(_seed);
        Options.Add(_factors);
        _target.AddTo(this);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var path = _target.Path(arguments);
        var text = arguments.GetRequiredValue(_factors);
        double[] factors = [.. text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            && factor is > 0 and < 1e30
            ? factor
            : throw ToolException.Usage($"--factors takes positive numbers with commas between them, not '{text}'."))];
        var model = _model.Load(arguments, HostedPasses.Forward | HostedPasses.Paths, cancellationToken);
        var other = Library.Call(() => model.Paths.RandomRescale(arguments.GetValue(_seed), factors));
        var report = new RescaleReport(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            FormattableString.Invariant($"factors {text}, seed {arguments.GetValue(_seed)}"),
            model.Paths.RescalingGroups.Count,
            MagnitudeEntry.Of(model.Paths.Norm()),
            MagnitudeEntry.Of(model.Host.Paths(model.Host.Create(other)).Norm()),
            SameFunction.LargestDifference(model, other),
            path);
        _target.Write(arguments, other);
        output.Result(report, ReportJson.Document.RescaleReport, Write);
        return ExitCode.Ok;
    }

    internal static void Write(RescaleReport report)
    {
        Output.Line(FormattableString.Invariant($"{report.Groups:N0} groups of neurons, {report.How}"));
        Output.Line($"path norm before {report.PathNorm.Text}, after {report.PathNormAfter.Text}");
        Output.Line(FormattableString.Invariant($"largest difference of outputs on random inputs {report.LargestDifference:G3} of the largest output"));
    }
}
