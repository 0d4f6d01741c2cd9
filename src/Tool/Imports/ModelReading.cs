using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using NetSpec.Formats;
using NetSpec.Formats.Onnx;
using NetSpec.Formats.Tensors;
using NetSpec.Hosting;
using NetSpec.Hosting.Comparing;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Engines;
using NetSpec.Tool.Models;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Imports;

/// <summary>How <c>import</c> makes a spec and parameters of a model of ONNX, and looks whether both compute the same.</summary>
internal sealed class ModelReading
{
    /// <summary>Multiply-adds that the interpreter does; beyond them a sample takes minutes.</summary>
    private const long MostInterpreted = 6_000_000_000;

    /// <summary>Samples that ONNX Runtime computes; the interpreter computes one.</summary>
    private const int Samples = 4;

    /// <summary>More than roundings make of the largest output.</summary>
    private const double Apart = 1e-3;

    private readonly Option<string?> _namespace = new("--namespace") { Description = "The namespace of the class.", HelpName = "name" };
    private readonly Option<bool> _unchecked = new("--no-compare") { Description = "Do not run the model both ways." };
    private readonly Option<string[]> _inputs = new("--input")
    {
        Description = "The size of an input that the model leaves open, without the batch: image=3x224x224.",
        HelpName = "name=size",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(_namespace);
        verb.Options.Add(_inputs);
        verb.Options.Add(_unchecked);
    }

    /// <summary>Refuses options that say nothing of a file of weights.</summary>
    /// <exception cref="ToolException">One of them is given.</exception>
    public void Refuse(ParseResult arguments)
    {
        if (new Option[] { _namespace, _inputs, _unchecked }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } option)
            throw ToolException.Usage($"{option.Name} says something of a model of ONNX, and this is a file of weights.");
    }

    /// <summary>Reads a model, writes spec and parameters, and compares.</summary>
    /// <returns>What was done, and whether both ways are apart.</returns>
    public (ImportReportEntry Report, bool IsApart) Read(
        ParseResult arguments, string path, string? name, string spec, string weights, CancellationToken cancellationToken)
    {
        var compares = !arguments.GetValue(_unchecked);
        var isThere = compares && OnnxRuntime.IsFound;
        var options = new ImportOptions
        {
            NetName = name,
            Namespace = arguments.GetValue(_namespace) ?? "",
            InputShapes = InputShapes(arguments.GetValue(_inputs) ?? []),
        };
        using var model = Import(path, options);
        WeightsFile.Write(weights, model.Weights);
        AtomicFile.WriteText(spec, model.Spec);
        var notes = new List<string>(model.Report.Notes);
        var comparison = compares ? Output.Busy("running it both ways", () => Compare(path, model, isThere, notes, cancellationToken)) : null;
        var report = new ImportReportEntry(
            path,
            "onnx",
            model.Report.Opset,
            model.Report.Producer,
            model.Net.FullName,
            NetParameters.LayoutOf(model.Net).Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Size),
            spec,
            weights,
            null,
            [.. model.Report.Renamed.Select(pair => new RenamedEntry(pair.Key, pair.Value))],
            [],
            [],
            notes,
            comparison is null ? null
                : new(comparison.With, comparison.Samples, comparison.LargestDifference, comparison.LargestOutput, comparison.Relative));
        return (report, comparison is { Relative: > Apart });
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

    /// <summary>Compares the emitted code with ONNX Runtime, or where it is not there or does not run the model, with the interpreter.</summary>
    private static ModelComparison? Compare(string path, ImportedModel model, bool isThere, List<string> notes, CancellationToken cancellationToken)
    {
        ParameterStore store;
        try
        {
            store = model.ToStore(new() { AllowNonFinite = true, AllowOutOfRange = true });
        }
        catch (Exception exception) when (exception is ArgumentException or OutOfMemoryException)
        {
            notes.Add("not compared: the parameters are more than memory holds");
            return null;
        }

        var spec = SpecFile.Of(path, model.Spec);
        var host = CompiledNets.Load(spec, spec.Choose(), HostedPasses.Forward, cancellationToken);
        var created = host.Create(store);
        try
        {
            using var runtime = isThere ? OnnxRuntime.Open(path) : null;
            if (runtime is not null)
                return ModelComparison.Run(host, created, new OnnxRuntimeEngine(runtime, model), Samples);
        }
        catch (ToolException refused)
        {
            notes.Add(refused.Message);
        }

        if (InterpreterEngine.MultiplyAdds(model.Net) <= MostInterpreted)
            return ModelComparison.Run(host, created, new InterpreterEngine(model.Net, store));
        notes.Add("not compared: the interpreter would take minutes");
        return null;
    }

    private static Dictionary<string, int[]> InputShapes(string[] texts)
    {
        var shapes = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var (name, shape) in texts.Select(InputShape))
        {
            if (!shapes.TryAdd(name, shape))
                throw ToolException.Usage($"--input gives the size of '{name}' twice.");
        }

        return shapes;
    }

    private static (string Name, int[] Shape) InputShape(string text)
    {
        var split = text.LastIndexOf('=');
        var sizes = text[(split + 1)..].Split('x')
            .Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        return split > 0 && sizes.All(size => size > 0)
            ? (text[..split], sizes)
            : throw ToolException.Usage($"'{text}' is no size of an input: image=3x224x224 would be one.");
    }
}
