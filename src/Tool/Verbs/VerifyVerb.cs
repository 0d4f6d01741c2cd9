using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Hosting.Certificates;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Whether a certificate holds.</summary>
internal sealed class VerifyVerb : Verb
{
    private const int Shown = 64;

    private readonly Argument<string> _certificate = new("certificate") { Description = "What 'bounds --certificate' wrote." };
    private readonly Option<string?> _spec = new("--spec") { Description = "The spec, if it is not where the certificate says.", HelpName = "file" };
    private readonly Option<string?> _weights = new("--weights", "-w")
    {
        Description = "The parameters, if they are not where the certificate says.",
        HelpName = "file",
    };

    public VerifyVerb()
        : base(
            "verify",
            "Looks at every claim of a certificate: files by their hashes, constants and path norms anew, edge by edge, all roundings outwards.",
            ("verify digits.json", "spec and parameters are where the certificate says"),
            ("verify digits.json --spec old/digits.netspec -w old/digits.safetensors", "or elsewhere"))
    {
        foreach (var option in new Option[] { _spec, _weights })
        {
            Options.Add(option);
        }

        Arguments.Add(_certificate);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var path = InputPath.Check(arguments.GetRequiredValue(_certificate));
        var certificate = Certificate.Read(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var spec = InputPath.CheckOnDisk(arguments.GetValue(_spec) ?? Path.Combine(folder, certificate.Spec.File));
        var weights = InputPath.CheckOnDisk(arguments.GetValue(_weights) ?? Path.Combine(folder, certificate.Weights.File));

        List<CertificateCheck> checks = [.. CertificateVerifier.CheckFiles(certificate, spec, weights)];
        if (checks.TrueForAll(check => check.Holds))
        {
            var paths = Paths(spec, certificate.Net, weights, cancellationToken);
            checks.AddRange(Output.Busy("enclosing path norms", () => CertificateVerifier.CheckClaims(certificate, paths)));
        }

        var report = new VerifyReport(
            path, certificate.Net, checks.TrueForAll(check => check.Holds),
                [.. checks.Select(check => new CheckEntry(check.What, check.Claimed, check.Found, check.Holds))]);
        output.Result(report, ReportJson.Document.VerifyReport, Write);
        return report.Holds ? ExitCode.Ok : ExitCode.Found;
    }

    private static Runtime.Paths.PathAnalysis Paths(string path, string net, string weights, CancellationToken cancellationToken)
    {
        var spec = SpecFile.Read(path);
        var host = CompiledNets.Load(spec, Choose(spec, net), HostedPasses.Paths, cancellationToken);
        return host.Paths(host.Create(ModelInput.Read(weights, host.Layout)));
    }

    private static Dsl.Graph.Net Choose(SpecFile spec, string net)
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

    /// <summary>A hash is shown whole, and of a sentence the beginning.</summary>
    private static string Cut(string text) => text.Length <= Shown ? text : text[..(Shown - 1)] + "…";

    private static void Write(VerifyReport report)
    {
        var table = new TextTable("", "claim", "claimed", "found");
        foreach (var check in report.Checks)
        {
            table.Add(check.Holds ? "holds" : "FAILS", check.What, Cut(check.Claimed), Cut(check.Found));
        }

        table.Write();
        var failed = report.Checks.Count(check => !check.Holds);
        Output.Line(report.Holds
            ? "the certificate holds"
            : FormattableString.Invariant($"the certificate does not hold: {failed} of {report.Checks.Count} claims fail"));
    }
}
