using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights.Loading;

/// <summary>Ways out for a file whose tensors are not the network's.</summary>
internal static partial class LoadHints
{
    /// <summary>How many prefixes are tried, and how many are named.</summary>
    private const int MostPrefixes = 16, ShownPrefixes = 8;

    /// <summary>What can be said, a line each; null if nothing.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="missing">Parameters that have no tensor.</param>
    /// <param name="isMask">Whether the tensors are masks, which may be of some parameters alone.</param>
    /// <param name="isNothingThere">Whether that is every parameter of a network, not of a mask, which may lack any.</param>
    /// <param name="extra">Tensors that are no parameter, under their name without the prefix, after renaming.</param>
    /// <param name="all">All tensors of the file.</param>
    /// <param name="options">How it was to be loaded.</param>
    public static string? Of(
        string file,
        IReadOnlySet<string> missing,
        bool isMask,
        bool isNothingThere,
        IReadOnlyList<string> extra,
        IReadOnlyList<TensorInfo> all,
        LoadOptions options)
    {
        if (missing.Count == 0)
            return null;

        var lines = new List<string?>();
        if (options.AllowMissing && isNothingThere)
            lines.Add($"{nameof(LoadOptions.AllowMissing)} does not apply: the file has no parameter of the network at all, so nothing would be loaded.");
        if (options.Prefix.Length > 0 && !all.Any(tensor => tensor.Name.StartsWith(options.Prefix, StringComparison.Ordinal)))
        {
            lines.Add($"No tensor's name begins with {Quoted.Name(options.Prefix)}; {Beginnings(all)}.");
            var names = all.Select(tensor => tensor.Name).ToList();
            lines.Add(options.Rename is null ? Prefix(missing, names, isMask, before: null) : null);
        }
        else
        {
            lines.Add(options.Rename is null ? Prefix(missing, extra, isMask, options.Prefix) : null);
        }

        lines.Add(Computed(missing, extra));
        lines.Add(Shard(file));
        return lines.Any(line => line is not null) ? string.Join('\n', lines.Where(line => line is not null)) : null;
    }

    /// <summary>When tensors are the network's behind a common prefix.</summary>
    /// <param name="missing">Parameters that have no tensor.</param>
    /// <param name="names">Tensors that are no parameter.</param>
    /// <param name="isMask">Whether the tensors are masks.</param>
    /// <param name="before">The prefix that they were looked for behind; null where no tensor has it, and the names are whole.</param>
    private static string? Prefix(IReadOnlySet<string> missing, IReadOnlyList<string> names, bool isMask, string? before)
    {
        var what = isMask ? "unknown tensor is a parameter's" : "missing parameter is there";
        var prefix = isMask ? PrefixOfMasks(missing, names) : PrefixOfAll(missing, names);
        return prefix switch
        {
            null => null,
            "" => before is null ? $"Every {what} without a prefix: load without {nameof(LoadOptions.Prefix)}." : null,
            _ => $"Every {what} behind {Quoted.Name(prefix)}: load with {nameof(LoadOptions)} {{ {nameof(LoadOptions.Prefix)} = "
                + $"\"{Quoted.Plain(before + prefix)}\" }}.",
        };
    }

    /// <summary>The prefix behind which all missing parameters stand, themselves or as the parts that PyTorch makes them of.</summary>
    private static string? PrefixOfAll(IReadOnlySet<string> missing, IReadOnlyList<string> extra)
    {
        var first = missing.First();
        var names = extra.Concat(PyTorchNames.Wholes(extra)).ToHashSet(StringComparer.Ordinal);
        return names
            .Where(name => name.EndsWith(first, StringComparison.Ordinal))
            .Take(MostPrefixes)
            .Select(name => name[..^first.Length])
            .FirstOrDefault(prefix => missing.All(parameter => names.Contains(prefix + parameter)));
    }

    /// <summary>The prefix behind which every tensor is a parameter, or its mask: masks may be of some parameters alone.</summary>
    private static string? PrefixOfMasks(IReadOnlySet<string> missing, IReadOnlyList<string> extra)
    {
        var names = extra
            .Select(name => PyTorchNames.TryParse(name, out var whole, out var part) && part is (TensorPart.Mask or TensorPart.Original) ? whole : name)
            .ToList();
        return names.Count == 0 ? null : missing
            .Where(parameter => names[0].EndsWith(parameter, StringComparison.Ordinal))
            .Select(parameter => names[0][..^parameter.Length])
            .FirstOrDefault(prefix => names.All(name => name.StartsWith(prefix, StringComparison.Ordinal) && missing.Contains(name[prefix.Length..])));
    }

    /// <summary>The first parts of the names, the most frequent first.</summary>
    private static string Beginnings(IReadOnlyList<TensorInfo> all)
    {
        var groups = all
            .GroupBy(tensor => tensor.Name.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot
                ? tensor.Name[..(dot + 1)] : tensor.Name, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ToList();
        if (groups.Count == 0)
            return "the file has no tensors";

        var shown = groups.Take(ShownPrefixes).Select(group => string.Create(CultureInfo.InvariantCulture, $"{Quoted.Name(group.Key)} ({group.Count()})"));
        return $"the names begin with {string.Join(", ", shown)}{(groups.Count > ShownPrefixes ? ", …" : "")}";
    }

    /// <summary>When PyTorch computes a missing parameter in a way that is not known here.</summary>
    private static string? Computed(IReadOnlySet<string> missing, IReadOnlyList<string> extra)
    {
        foreach (var name in extra)
        {
            if (name.EndsWith("_u", StringComparison.Ordinal) && missing.Contains(name[..^2]))
                return $"{Quoted.Name(name)} belongs to a spectral normalisation: call torch.nn.utils.remove_spectral_norm before the model is saved.";
            if (PyTorchNames.Parametrized(name) is { } parameter && missing.Contains(parameter))
                return $"{Quoted.Name(name)} belongs to a parametrization: call torch.nn.utils.parametrize.remove_parametrizations before the model is saved.";
        }

        return null;
    }

    private static string? Shard(string file)
    {
        var match = ShardName().Match(Path.GetFileName(file));
        return match.Success
            ? $"The file is part {match.Groups["part"].Value.TrimStart('0')} of {match.Groups["parts"].Value.TrimStart('0')} of a model: load the "
                + $"index, {match.Groups["model"].Value}.safetensors.index.json."
            : null;
    }

    [GeneratedRegex(@"^(?<model>.+)-(?<part>\d{1,9})-of-(?<parts>\d{1,9})\.safetensors$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShardName();
}
