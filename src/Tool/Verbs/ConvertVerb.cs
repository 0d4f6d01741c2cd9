using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Formats;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>Parameters in a file of another kind.</summary>
internal sealed class ConvertVerb : Verb
{
    private readonly Argument<string> _input = new("input") { Description = "Tensors: safetensors or its index, a PyTorch checkpoint, npz or npy." };
    private readonly Argument<string> _output = new("output") { Description = "The file to write: .safetensors, .npz or, for one tensor, .npy." };
    private readonly Option<string?> _prefix = new("--strip") { Description = "Taken from the beginning of names that have it: module.", HelpName = "prefix" };
    private readonly Option<bool> _force = new("--force") { Description = "Write over a file that exists." };

    public ConvertVerb()
        : base(
            "convert",
            "Writes the tensors of a file as a file of another kind; nothing that a checkpoint names is executed.",
            ("convert resnet18.pth resnet18.safetensors", "a PyTorch checkpoint"),
            ("convert model.pt model.npz --strip module.", "without what DataParallel puts before names"))
    {
        Arguments.Add(_input);
        Arguments.Add(_output);
        Options.Add(_prefix);
        Options.Add(_force);
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (input, path) = (InputPath.CheckOnDisk(arguments.GetRequiredValue(_input)), arguments.GetRequiredValue(_output));
        if (Path.GetExtension(path).ToLowerInvariant() is not (".safetensors" or ".npz" or ".npy"))
            throw ToolException.Usage($"'{path}' is of no kind that is written: .safetensors, .npz and .npy are.");
        Target.Check(path, arguments.GetValue(_force));
        using var file = WeightsFile.Open(input);
        var prefix = arguments.GetValue(_prefix);
        var table = prefix is null ? file : file.Renamed(name => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name);
        if (Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase) && table.Count != 1)
            throw new ToolException($"'{input}' has {table.Count} tensors, and an npy file holds one; npz holds any number.");
        WeightsFile.Write(path, table);
        var report = new ConvertReport(
            input, path, [.. table.Select(tensor => new TensorEntryReport(tensor.Name, tensor.Type.ToString(), [.. tensor.Shape]))], [.. file.Notes]);
        output.Result(report, ReportJson.Document.ConvertReport, Write);
        return ExitCode.Ok;
    }

    private static void Write(ConvertReport report)
    {
        foreach (var note in report.Notes)
        {
            Output.Line(note);
        }

        Output.Line(FormattableString.Invariant($"{report.Output}: {report.Tensors.Count} tensors"));
    }
}
