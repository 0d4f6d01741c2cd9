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
        var prefix = PrefixOf(layout, table);
        var named = layout.ToDictionary(parameter => parameter.Name, parameter => TensorRoles.Named(table, prefix + parameter.Name), StringComparer.Ordinal);
        var used = named.Values.OfType<string>().ToHashSet(StringComparer.Ordinal);
        var free = new LinkedList<TensorEntry>(table.Where(tensor => !used.Contains(tensor.Name)));
        var lines = new List<WeightMapLine>();
        foreach (var parameter in layout)
        {
            var found = named[parameter.Name];
            var match = found is null ? WeightMatch.None : prefix.Length > 0 ? WeightMatch.Prefix : WeightMatch.Name;
            if (found is null && free.FirstOrDefault(tensor => TensorRoles.Fits(parameter, tensor)) is { } next)
            {
                free.Remove(next);
                (found, match) = (next.Name, WeightMatch.Guess);
            }

            lines.Add(new(parameter.Name, found, match));
        }

        return new(lines, prefix, [.. free.Where(tensor => ElementTypes.IsFloat(tensor.Type)).Select(tensor => tensor.Name)]);
    }

    /// <summary>Reads a map that <see cref="ToText"/> wrote, and a person may have changed: <c>parameter = tensor</c>, # before remarks.</summary>
    /// <exception cref="ModelFormatException">A line is none of a map, or names a parameter twice; the message has its number.</exception>
    public static WeightMap Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<WeightMapLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, number) in text.Split('\n').Select((line, i) => (line.Split('#')[0].Trim(), i + 1)).Where(line => line.Item1.Length > 0))
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
    /// <exception cref="ParameterMismatchException">A parameter has no tensor, or one that does not fit.</exception>
    public ParameterStore Load(ParameterLayout layout, TensorTable table, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(table);
        var targets = Lines.Where(line => line.Tensor is not null).ToDictionary(line => line.Tensor!, line => line.Parameter, StringComparer.Ordinal);

        // Parts of a pruned or normalised weight keep their ending, by which the loader knows them.
        string? Target(string tensor) => targets.TryGetValue(tensor, out var parameter)
            ? tensor.StartsWith(Prefix + parameter, StringComparison.Ordinal) ? tensor[Prefix.Length..] : parameter
            : tensor.StartsWith(Prefix, StringComparison.Ordinal) ? tensor[Prefix.Length..] : null;
        return table.ToStore(layout, (options ?? new LoadOptions()) with { Prefix = "", Rename = Target, AllowExtra = true, AllowReshape = true });
    }

    /// <summary>The beginning of names, up to a dot, behind which most parameters are found; the shortest of those that are as good.</summary>
    private static string PrefixOf(ParameterLayout layout, TensorTable table)
    {
        var prefixes = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var tensor in table)
        {
            for (var dot = tensor.Name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = tensor.Name.IndexOf('.', dot + 1))
            {
                prefixes.Add(tensor.Name[..(dot + 1)]);
            }
        }

        return prefixes
            .OrderBy(prefix => prefix.Length)
            .MaxBy(prefix => layout.Count(parameter => TensorRoles.Named(table, prefix + parameter.Name) is not null))!;
    }
}
