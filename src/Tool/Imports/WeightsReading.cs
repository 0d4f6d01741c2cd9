using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Formats;
using NetSpec.Formats.Checkpoints;
using NetSpec.Formats.Tensors;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Imports;

/// <summary>How <c>import</c> makes parameters of a file of weights: for a spec that there is, or with one that it drafts.</summary>
internal sealed class WeightsReading
{
    private readonly Option<string?> _spec = new("--spec")
    {
        Description = "The spec that weights without a model are for; without it one is drafted, with what was guessed marked.",
        HelpName = "file",
    };

    private readonly Option<string?> _map = new("--map")
    {
        Description = "Which tensor is which parameter: a map that an earlier import wrote, as you have corrected it.",
        HelpName = "file",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Options.Add(_spec);
        verb.Options.Add(_map);
    }

    /// <summary>The spec that the user has; null where one is to be drafted.</summary>
    public string? Spec(ParseResult arguments) => arguments.GetValue(_spec) is { } path ? InputPath.Check(path) : null;

    /// <summary>The map that may be written; null where one is given.</summary>
    public string? MapTarget(ParseResult arguments, string weights) => arguments.GetValue(_map) is null ? MapPath(weights) : null;

    /// <summary>Refuses options that say nothing of a model.</summary>
    /// <exception cref="ToolException">One of them is given.</exception>
    public void Refuse(ParseResult arguments)
    {
        if (new Option[] { _spec, _map }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false }) is { } option)
            throw ToolException.Usage($"{option.Name} says something of a file of weights, and this is a model of ONNX.");
    }

    /// <summary>Reads weights, and writes parameters as far as it is known which they are; a draft, where there is no spec.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="path">The file of weights.</param>
    /// <param name="name">The net: of a spec with several, or of the draft.</param>
    /// <param name="specPath">The spec that there is, or the draft to write.</param>
    /// <param name="weights">The parameters to write.</param>
    /// <returns>What was done, and whether something is left to be completed by a person.</returns>
    public (ImportReportEntry Report, bool IsOpen) Read(ParseResult arguments, string path, string? name, string specPath, string weights)
    {
        using var table = WeightsFile.Open(path);
        var isDraft = arguments.GetValue(_spec) is null;
        var notes = new List<string>(CheckpointNotes.Of(table));
        var spec = isDraft ? Draft(table, name, specPath, notes) : SpecFile.Read(specPath);
        var net = isDraft && spec.Problems.Any(problem => problem.IsError) ? null : Choose(spec, isDraft ? null : name);
        var report = new ImportReportEntry(path, isDraft ? "draft" : "weights", null, null, net?.FullName, 0, specPath, null, null, [], [], [], notes, null);
        var isOpen = $"the draft is not the whole network yet: connect its layers, and import the weights again with --spec {specPath}";
        if (net is null)
        {
            notes.Add(isOpen);
            return (report, true);
        }

        var layout = NetParameters.LayoutOf(net);
        var (map, mapPath) = Map(arguments, layout, table, MapPath(weights));
        if (map.Prefix.Length > 0)
            notes.Add($"all names in the file have '{map.Prefix}' before those of the spec");
        report = report with
        {
            Parameters = layout.Where(parameter => parameter.IsTrainable).Sum(parameter => (long)parameter.Size),
            Map = mapPath,
            Mapped = [.. map.Lines.Select(line => new MappedEntry(line.Parameter, line.Tensor, line.Match.ToString().ToLowerInvariant()))],
            Unused = map.Unused,
        };
        if (!map.IsComplete)
        {
            var missing = map.Lines.Where(line => line.Tensor is null).Select(line => line.Parameter).ToList();
            notes.Add($"no tensor was found for {missing[0]}{(missing.Count > 1 ? $" and {missing.Count - 1} more" : "")}: "
                + $"complete the map, and import again with --map {mapPath}");
            return (report, true);
        }

        try
        {
            WeightsFile.Write(weights, NetParameters.Entries(map.Load(layout, table)));
        }
        catch (ParameterMismatchException) when (isDraft)
        {
            notes.Add(isOpen);
            return (report, true);
        }

        return (report with { Weights = weights }, false);
    }

    private static string MapPath(string weights) => Path.ChangeExtension(weights, ".map");

    private static Net Choose(SpecFile spec, string? name)
    {
        try
        {
            return spec.Choose(name);
        }
        catch (KeyNotFoundException exception)
        {
            throw ToolException.Usage(exception.Message + (name is null ? " '--net' names one." : ""));
        }
    }

    private static SpecFile Draft(TensorTable table, string? name, string path, List<string> notes)
    {
        string text;
        try
        {
            text = SpecDraft.From(table, name);
        }
        catch (ArgumentException wrong)
        {
            throw ToolException.Usage(wrong.Message);
        }

        AtomicFile.WriteText(path, text);
        notes.Add("the spec is drafted from names and shapes: what stands before '// guess' is one");
        return SpecFile.Of(path, text);
    }

    /// <summary>The map that is given, or one that is found; written where it says more than that all names are the same.</summary>
    private (WeightMap Map, string? Path) Map(ParseResult arguments, ParameterLayout layout, TensorTable table, string path)
    {
        if (arguments.GetValue(_map) is { } given)
        {
            var text = File.ReadAllText(InputPath.Check(given));
            try
            {
                return (WeightMap.Parse(text), given);
            }
            catch (ModelFormatException wrong)
            {
                throw new ToolException($"'{given}': {wrong.Message}");
            }
        }

        var map = WeightMap.Between(layout, table);
        if (map is { IsComplete: true, IsGuessed: false })
            return (map, null);
        AtomicFile.WriteText(path, map.ToText());
        return (map, path);
    }
}
