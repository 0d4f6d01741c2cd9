using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using NetSpec.Formats;
using NetSpec.Hosting;
using NetSpec.Hosting.Certificates;
using NetSpec.Runtime.Paths;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Lipschitz and generalisation bounds, and certificates of what they are made of.</summary>
internal sealed class BoundsVerb : Verb
{
    private readonly ModelInput _model = new();
    private readonly Option<long?> _samples = new("--samples")
    {
        Description = "n: the size of the training set; gives the bound on the generalisation gap.",
        HelpName = "n",
    };

    private readonly Option<string?> _largest = new("--largest-input")
    {
        Description = "B: the largest absolute value of an input; 1 if it is not given.",
        HelpName = "B",
    };

    private readonly Option<string?> _gamma = new("--gamma") { Description = "The margin loss of this gamma in place of cross-entropy.", HelpName = "gamma" };
    private readonly Target _certificate = new("Write a certificate: hashes, constants, intervals of the path norms.", name: "--certificate");

    public BoundsVerb()
        : base(
            "bounds",
            "Computes the constants of the generalisation bound, a Lipschitz constant, the bound itself, and certificates.",
            ("bounds digits.netspec -w digits.safetensors", "constants, path norm, Lipschitz constant"),
            ("bounds digits.netspec -w digits.safetensors --samples 3823 --largest-input 1", "the generalisation bound"),
            ("bounds digits.netspec -w digits.safetensors --certificate digits.json", "for 'netspec verify digits.json'"))
    {
        _model.AddTo(this);
        foreach (var option in new Option[] { _samples, _largest, _gamma })
        {
            Options.Add(option);
        }

        _certificate.AddTo(this);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var path = _certificate.Path(arguments);
        var (samples, largest, gamma) = (arguments.GetValue(_samples), Number.Optional(arguments, _largest, 0, 1e30),
            Number.Optional(arguments, _gamma, 1e-300, 1e300));
        if (samples is < 1)
            throw ToolException.Usage("--samples is at least 1.");
        if (samples is null && (largest ?? gamma) is not null)
            throw ToolException.Usage("--largest-input and --gamma are for the generalisation bound: --samples says for how many.");
        var model = _model.Load(arguments, HostedPasses.Paths, cancellationToken);
        if (path is not null && model.Weights is null)
            throw ToolException.Usage("a certificate is of a file of parameters: give --weights.");
        if (path is not null && ModelFile.KindOf(model.Weights!) is ModelFileKind.SafetensorsIndex)
            throw new ToolException($"a certificate is of one file of parameters, and '{model.Weights}' names several: 'convert' makes one of them.");

        var loss = gamma is { } margin ? Loss.Margin(margin) : Loss.CrossEntropy;
        var report = Bounds(model, samples, largest ?? 1, loss, path);
        if (path is not null)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var certificate = Output.Busy(
                "enclosing path norms", () => Library.Call(() => CertificateIssuer.Issue(model.Spec, model.Net, model.Weights!, model.Paths, folder)));
            _certificate.WriteText(arguments, certificate.ToJson() + "\n");
        }

        output.Result(report, ReportJson.Document.BoundReport, Write);
        return ExitCode.Ok;
    }

    private static BoundReport Bounds(LoadedModel model, long? samples, double largest, Loss loss, string? certificate)
    {
        var paths = model.Paths;
        return new(
            model.Spec.Path,
            model.Net.FullName,
            model.Weights,
            ConstantsEntry.Of(paths.Constants),
            MagnitudeEntry.Of(paths.Norm()),
            MagnitudeEntry.Of(paths.LipschitzInInput()),
            samples,
            samples is null ? null : largest,
            samples is null ? null : loss.Name,
            samples is { } n ? MagnitudeEntry.Of(Library.Call(() => paths.GeneralizationBound(n, largest, loss)).Value) : null,
            certificate);
    }

    private static void Write(BoundReport report)
    {
        var table = new TextTable("what", ">value");
        var constants = report.Constants;
        table.Add("D, the depth", Text(constants.D));
        table.Add("P, kinds of pools", Text(constants.P));
        table.Add("K, the largest pool", Text(constants.K));
        table.Add("d_in", Text(constants.InputDimension));
        table.Add("d_out", Text(constants.OutputDimension));
        table.Add("C (Theorem 4.4.1)", FormattableString.Invariant($"{constants.C:G6}"));
        table.Add("l1 path norm", report.PathNorm.Text);
        table.Add("Lipschitz constant in the input", report.LipschitzInInput.Text);
        if (report.GapBound is { } bound)
            table.Add(FormattableString.Invariant($"bound on the generalisation gap, n = {report.Samples}, B = {report.LargestInput}, {report.Loss}"),
                bound.Text);
        table.Write();
    }

    private static string Text(long value) => FormattableString.Invariant($"{value:N0}");
}
