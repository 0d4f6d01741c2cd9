using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Formats;
using NetSpec.Formats.Onnx;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Inputs;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>A spec and parameters of a model of ONNX.</summary>
internal sealed class ImportVerb : Verb
{
    /// <summary>Names that are printed; a program may ask for all.</summary>
    private const int MostRenamed = 8;

    private static readonly IReadOnlyDictionary<string, string> NoneRenamed = new Dictionary<string, string>();

    private readonly Argument<string> _model = new("model") { Description = "The model of ONNX, opsets 7 to 21." };
    private readonly Option<string?> _spec = new("--output", "-o")
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
        Description = "The net's name, which is that of the class; made of the file's if it is not given.",
        HelpName = "name",
    };

    private readonly Option<string?> _namespace = new("--namespace") { Description = "The namespace of the class.", HelpName = "name" };
    private readonly Option<string[]> _inputs = new("--input")
    {
        Description = "The size of an input that the model leaves open, without the batch: image=3x224x224.",
        HelpName = "name=size",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Write over files that exist." };

    public ImportVerb()
        : base(
            "import",
            "Makes a spec and a file of parameters of a model of ONNX, or lists all nodes that the language cannot say.",
            ("import resnet18.onnx", "resnet18.netspec and resnet18.safetensors"),
            ("import model.onnx --net Detector --namespace Shop -o nets/detector.netspec", "with names of its own"),
            ("import model.onnx --input image=3x224x224", "a model that leaves its size open"))
    {
        Arguments.Add(_model);
        foreach (var option in new Option[] { _spec, _weights, _name, _namespace, _inputs, _force })
        {
            Options.Add(option);
        }
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var path = InputPath.CheckOnDisk(arguments.GetRequiredValue(_model));
        var spec = arguments.GetValue(_spec) ?? Path.ChangeExtension(path, ".netspec");
        var weights = arguments.GetValue(_weights) ?? Path.ChangeExtension(spec, ".safetensors");
        if (Path.GetExtension(weights).ToLowerInvariant() is not (".safetensors" or ".npz"))
            throw ToolException.Usage($"'{weights}' is of no kind that parameters are written to: .safetensors and .npz are.");
        var options = new ImportOptions
        {
            NetName = arguments.GetValue(_name),
            Namespace = arguments.GetValue(_namespace) ?? "",
            InputShapes = (arguments.GetValue(_inputs) ?? []).Select(InputShape).ToDictionary(),
        };
        foreach (var file in new[] { spec, weights })
        {
            Target.Check(file, arguments.GetValue(_force));
        }

        using var model = Import(path, options);
        WeightsFile.Write(weights, model.Weights);
        AtomicFile.WriteText(spec, model.Spec);
        var report = new ImportReportEntry(
            path,
            model.Report.Opset,
            model.Report.Producer,
            model.Net.FullName,
            NetParameters.LayoutOf(model.Net).Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Size),
            spec,
            weights,
            [.. model.Report.Renamed.Select(pair => new RenamedEntry(pair.Key, pair.Value))],
            model.Report.Notes);
        output.Result(report, ReportJson.Document.ImportReportEntry, written => Write(written, model.Report));
        return ExitCode.Ok;
    }

    private static ImportedModel Import(string path, ImportOptions options)
    {
        try
        {
            return OnnxImporter.Import(path, options);
        }
        catch (ArgumentException wrong)
        {
            throw ToolException.Usage(wrong.Message);
        }
    }

    private static KeyValuePair<string, int[]> InputShape(string text)
    {
        var split = text.LastIndexOf('=');
        var sizes = text[(split + 1)..].Split('x')
            .Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        return split > 0 && sizes.All(size => size > 0)
            ? new(text[..split], sizes)
            : throw ToolException.Usage($"'{text}' is no size of an input: image=3x224x224 would be one.");
    }

    private static void Write(ImportReportEntry written, ImportReport report)
    {
        Output.Line((report with { Renamed = report.Renamed.Count > MostRenamed ? NoneRenamed : report.Renamed }).ToString());
        if (report.Renamed.Count > MostRenamed)
            Output.Line(string.Create(CultureInfo.InvariantCulture, $"  {report.Renamed.Count} parameters have names of their own; --json lists them"));
        Output.Line(string.Create(CultureInfo.InvariantCulture, $"{written.Spec}: net {written.Net}, {written.Parameters:N0} parameters in {written.Weights}"));
    }
}
