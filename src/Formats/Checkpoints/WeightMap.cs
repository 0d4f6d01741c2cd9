using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Checkpoints;

/// <summary>
/// Which tensor of a file is which parameter of a network: by name; by name behind a prefix, as wrappers put one there (<c>module.</c>,
/// <c>_orig_mod.</c>); and where names differ, by shape, role and order, which is a guess and is marked so. A map can be written, read by a
/// person, changed, and read back.
/// </summary>
/// <example><code>
/// var map = WeightMap.Between(ResNet18.Layout, table);
/// Console.WriteLine(map.ToText());            // conv1.weight = module.conv1.weight  # prefix
/// ParameterStore store = map.Load(ResNet18.Layout, table);
/// </code></example>
public sealed class WeightMap
{
    private WeightMap(IReadOnlyList<WeightMapLine> lines, string prefix, IReadOnlyList<string> unused) => (Lines, Prefix, Unused) = (lines, prefix, unused);

    /// <summary>A line a parameter, in the order of the layout or of the text.</summary>
    public IReadOnlyList<WeightMapLine> Lines { get; }

    /// <summary>What stands before the names in the file; empty for nothing.</summary>
    public string Prefix { get; }

    /// <summary>Tensors of floats that no parameter is loaded from; empty for a map that was read from text.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>Whether each parameter has a tensor.</summary>
    public bool IsComplete => Lines.All(line => line.Tensor is not null);

    /// <summary>Whether a tensor was guessed.</summary>
    public bool IsGuessed => Lines.Any(line => line.Match == WeightMatch.Guess);

    /// <summary>The likeliest map.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="table">The tensors of a file.</param>
    public static WeightMap Between(ParameterLayout layout, TensorTable table)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(table);
        var stored = StoredWeight.Of(table);
        var byName = stored.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var prefix = PrefixOf(layout, byName);
        var used = layout.Select(parameter => byName.GetValueOrDefault(prefix + parameter.Name)).OfType<StoredWeight>().ToHashSet();
        var free = new LinkedList<StoredWeight>(stored.Where(weight => !used.Contains(weight)));
        var lines = new List<WeightMapLine>();
        foreach (var parameter in layout)
        {
            var found = byName.ContainsKey(prefix + parameter.Name) ? prefix + parameter.Name : null;
            var match = found is null ? WeightMatch.None : prefix.Length > 0 ? WeightMatch.Prefix : WeightMatch.Name;
            if (found is null && free.FirstOrDefault(weight => TensorRoles.Fits(parameter, weight)) is { } next)
            {
                free.Remove(next);
                (found, match) = (next.Name, WeightMatch.Guess);
            }

            lines.Add(new(parameter.Name, found, match));
        }

        return new(lines, prefix, [.. free.Where(weight => ElementTypes.IsFloat(weight.Main.Type)).Select(weight => weight.Name)]);
    }

    /// <summary>Reads a map that <see cref="ToText"/> wrote, and a person may have changed: <c>parameter = tensor</c>, # before remarks, at the
    /// beginning of a line or behind a space.</summary>
    /// <exception cref="ModelFormatException">A line is none of a map, or names a parameter twice; the message has its number.</exception>
    public static WeightMap Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<WeightMapLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, number) in text.Split('\n').Select((line, i) => (WithoutRemark(line), i + 1)).Where(line => line.Item1.Length > 0))
        {
            var parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[0].Length == 0)
                throw new ModelFormatException($"line {number} of the map is {Quoted.Name(line)}; 'parameter = tensor' is expected.");
            if (!seen.Add(parts[0]))
                throw new ModelFormatException($"line {number} of the map names the parameter {Quoted.Name(parts[0])} again.");
            lines.Add(parts[1].Length == 0 ? new(parts[0], null, WeightMatch.None) : new(parts[0], parts[1], WeightMatch.Given));
        }

        return new(lines, "", []);
    }

    /// <summary>A line a parameter, and the unused tensors as remarks.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var line in Lines)
        {
            text.Append(line).Append('\n');
        }

        foreach (var tensor in Unused)
        {
            text.Append("# unused: ").Append(Quoted.Plain(tensor)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The parameters by this map. Tensors that it does not use are left out, and shapes may differ in dimensions of 1.</summary>
    /// <param name="layout">The network's parameters.</param>
    /// <param name="table">The tensors of a file.</param>
    /// <param name="options">What else to allow.</param>
    /// <exception cref="ModelFormatException">The map names a tensor that the file lacks.</exception>
    /// <exception cref="ParameterMismatchException">A parameter has no tensor, or one that does not fit.</exception>
    public ParameterStore Load(ParameterLayout layout, TensorTable table, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(table);
        var stored = StoredWeight.Of(table).ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var renamed = new List<TensorEntry>();
        foreach (var (parameter, name) in Lines.Where(line => line.Tensor is not null).Select(line => (line.Parameter, line.Tensor!)))
        {
            // Parts of a pruned or normalised weight keep an ending, by which the loader knows them; a person may also name one part alone.
            if (stored.TryGetValue(name, out var weight))
                renamed.AddRange(weight.Parts.Select(part => part.Tensor.Renamed(parameter + part.Ending)));
            else if (table.TryGet(name, out var tensor))
                renamed.Add(tensor.Renamed(parameter));
            else
                throw new ModelFormatException(table.Name, $"it has no tensor {Quoted.Name(name)}, which the map has for {Quoted.Name(parameter)}.");
        }

        using var mapped = TensorTable.Of(table.Name, renamed);
        return mapped.ToStore(layout, (options ?? new LoadOptions()) with { Prefix = "", Rename = null, AllowReshape = true });
    }

    private static string WithoutRemark(string line)
    {
        var remark = line.StartsWith('#') ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
        return (remark < 0 ? line : line[..remark]).Trim();
    }

    /// <summary>The beginning of names, up to a dot, behind which most parameters are found; the shortest of those that are as good.</summary>
    private static string PrefixOf(ParameterLayout layout, Dictionary<string, StoredWeight> weights)
    {
        var prefixes = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var name in weights.Keys)
        {
            for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            {
                prefixes.Add(name[..(dot + 1)]);
            }
        }

        return prefixes.OrderBy(prefix => prefix.Length).MaxBy(prefix => layout.Count(parameter => weights.ContainsKey(prefix + parameter.Name)))!;
    }
}
