using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Formats;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Imports;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>A spec and parameters of a model of ONNX, or parameters of a file of weights.</summary>
internal sealed class ImportVerb : Verb
{
    /// <summary>Names that are printed of a model; a program may ask for all.</summary>
    private const int MostRenamed = 8;

    private readonly ModelReading _models = new();
    private readonly WeightsReading _files = new();
    private readonly Argument<string> _model = new("model")
    {
        Description = "A model of ONNX, opsets 7 to 21; or weights: a PyTorch checkpoint, safetensors or its index, npz.",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The spec to write; the model's name with .netspec if it is not given.",
        HelpName = "file",
    };

    private readonly Option<string?> _weights = new("--weights", "-w")
    {
        Description = "The parameters to write, .safetensors or .npz; the spec's name with .safetensors if it is not given.",
        HelpName = "file",
    };

    private readonly Option<string?> _name = new("--net")
    {
        Description = "The net's name: of a new spec that of the class, made of the file's if it is not given; of --spec the one that is meant.",
        HelpName = "name",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Write over files that exist." };

    public ImportVerb()
        : base(
            "import",
            "Makes a spec and a file of parameters of a model of ONNX, or parameters of weights; says how far both ways of running are apart.",
            ("import resnet18.onnx", "resnet18.netspec and resnet18.safetensors"),
            ("import model.onnx --net Detector --namespace Shop -o nets/detector.netspec", "with names of its own"),
            ("import model.onnx --input image=3x224x224", "a model that leaves its size open"),
            ("import checkpoint.pth --spec net.netspec", "net.safetensors, and net.map where names differ"),
            ("import checkpoint.pth --spec net.netspec --map net.map --force", "with the map that you corrected"),
            ("import checkpoint.pth", "a drafted spec to begin with"))
    {
        Arguments.Add(_model);
        foreach (var option in new Option[] { _output, _weights, _name })
        {
            Options.Add(option);
        }

        _files.AddTo(this);
        _models.AddTo(this);
        Options.Add(_force);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var path = InputPath.CheckOnDisk(arguments.GetRequiredValue(_model));
        var isModel = ModelFile.KindOf(path) is ModelFileKind.Onnx
            || (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase) && ModelFile.KindOf(path) is ModelFileKind.Unknown);
        if (isModel)
            _files.Refuse(arguments);
        else
            _models.Refuse(arguments);
        var given = isModel ? null : _files.Spec(arguments);
        if (given is not null && arguments.GetValue(_output) is not null)
            throw ToolException.Usage("-o names a spec to write, and --spec one that there is: --weights names the parameters.");
        var spec = given ?? arguments.GetValue(_output) ?? Path.ChangeExtension(path, ".netspec");
        var weights = arguments.GetValue(_weights) ?? Path.ChangeExtension(spec, ".safetensors");
        if (Path.GetExtension(weights).ToLowerInvariant() is not (".safetensors" or ".npz"))
            throw ToolException.Usage($"'{weights}' is of no kind that parameters are written to: .safetensors and .npz are.");
        var force = arguments.GetValue(_force);
        string?[] targets = [given is null ? spec : null, weights, isModel ? null : _files.MapTarget(arguments, weights)];
        foreach (var file in targets.OfType<string>())
        {
            Target.Check(file, force);
        }

        var name = arguments.GetValue(_name);
        var (report, isOpen) = isModel
            ? _models.Read(arguments, path, name, spec, weights, cancellationToken)
            : _files.Read(arguments, path, name, spec, weights);
        output.Result(report, ReportJson.Document.ImportReportEntry, Write);
        return isOpen ? ExitCode.Found : ExitCode.Ok;
    }

    private static void Write(ImportReportEntry report)
    {
        if (report.Opset is { } opset)
            Output.Line(Text($"{report.Model}: opset {opset}{(report.Producer is { Length: > 0 } producer ? $", by {producer}" : "")}"));
        foreach (var note in report.Notes)
        {
            Output.Line("  " + note);
        }

        if (report.Renamed.Count > MostRenamed)
            Output.Line(Text($"  {report.Renamed.Count} parameters have names of their own; --json lists them"));
        else
            Lines(report.Renamed.Select(pair => $"  {pair.Parameter} is '{pair.Initializer}'"));
        if (report.Map is not null)
        {
            var table = new TextTable("parameter", "tensor", "found by");
            foreach (var mapped in report.Mapped)
            {
                table.Add(mapped.Parameter, mapped.Tensor ?? "", mapped.Match);
            }

            table.Write();
        }

        Lines(report.Unused.Select(tensor => $"  unused: {tensor}"));
        if (report.Map is not null)
            Output.Line($"{report.Map}: the map of names");
        if (report.Weights is not null)
            Output.Line(Text($"{report.Spec}: net {report.Net}, {report.Parameters:N0} parameters in {report.Weights}"));
        else
            Output.Line($"{report.Spec}: no parameters were written");
        if (report.Comparison is { } compared)
        {
            Output.Line(Text(
                $"against {compared.With}, {compared.Samples} random {(compared.Samples == 1 ? "sample" : "samples")}: ")
                + Text($"largest difference {compared.LargestDifference:G2}, ")
                + Text($"of a largest output of {compared.LargestOutput:G3} that is {compared.Relative:G2}"));
        }
    }

    private static void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Output.Line(line);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
