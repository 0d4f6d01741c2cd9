using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using NetSpec.Formats.Onnx;
using NetSpec.Formats.Tensors;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>A net and its parameters as a model of ONNX.</summary>
internal sealed class ExportVerb : Verb
{
    private readonly NetInput _net = new();
    private readonly Option<string> _weights = new("--weights", "-w")
    {
        Description = "The parameters: safetensors or its index, a PyTorch checkpoint, or npz; names as in the spec.",
        HelpName = "file",
        Required = true,
    };

    private readonly Option<int?> _batch = new("--batch") { Description = "The number of samples of a run; left open if it is not given.", HelpName = "n" };
    private readonly Target _target = new("The model to write.", required: true);

    public ExportVerb()
        : base(
            "export",
            "Writes a net and its parameters as a model of ONNX, opset 17.",
            ("export digits.netspec -w digits.safetensors -o digits.onnx", "any number of samples a run"),
            ("export digits.netspec -w digits.safetensors --batch 1 -o digits.onnx", "one sample a run"))
    {
        _net.AddTo(this);
        Options.Add(_weights);
        Options.Add(_batch);
        _target.AddTo(this);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (path, weights, batch) = (_target.Path(arguments)!, InputPath.CheckOnDisk(arguments.GetRequiredValue(_weights)), arguments.GetValue(_batch));
        if (batch < 1)
            throw ToolException.Usage($"--batch is a number of samples, 1 or more, and not {batch.Value.ToString(CultureInfo.InvariantCulture)}.");
        var (spec, net) = _net.Read(arguments);
        try
        {
            OnnxExporter.Export(net, ModelInput.Read(weights, NetParameters.LayoutOf(net)), path, new() { Batch = batch });
        }
        catch (NotSupportedException unsaid)
        {
            throw new ToolException($"'{spec.Path}': {unsaid.Message}");
        }

        var report = new ExportReport(spec.Path, net.FullName, weights, path, batch, new FileInfo(path).Length);
        output.Result(report, ReportJson.Document.ExportReport, Write);
        return ExitCode.Ok;
    }

    private static void Write(ExportReport report) => Output.Line(string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Model}: net {report.Net}, {report.Bytes:N0} bytes, {(report.Batch is { } batch ? $"{batch} a run" : "any number of samples a run")}"));
}
