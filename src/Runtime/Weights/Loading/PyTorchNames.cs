using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Runtime.Weights.Loading;

/// <summary>
/// The names under which PyTorch keeps a parameter that it computes from others: <c>torch.nn.utils.prune</c>,
/// <c>torch.nn.utils.weight_norm</c> and <c>torch.nn.utils.parametrizations.weight_norm</c>.
/// </summary>
internal static class PyTorchNames
{
    private const string Parametrizations = "parametrizations.";

    private static readonly (string Suffix, TensorPart Part)[] Suffixes =
    [
        ("_orig", TensorPart.Original),
        ("_mask", TensorPart.Mask),
        ("_g", TensorPart.Magnitude),
        ("_v", TensorPart.Direction),
    ];

    /// <summary>The parameter that a tensor is part of, and which part; false for an ordinary name.</summary>
    public static bool TryParse(string name, out string parameter, out TensorPart part)
    {
        foreach (var (suffix, candidate) in Suffixes)
        {
            if (!name.EndsWith(suffix, StringComparison.Ordinal))
                continue;

            (parameter, part) = (name[..^suffix.Length], candidate);
            return true;
        }

        part = name.EndsWith(".original0", StringComparison.Ordinal) ? TensorPart.Magnitude : TensorPart.Direction;
        parameter = Parametrized(name) ?? "";
        return parameter.Length > 0 && (name.EndsWith('0') || name.EndsWith('1'));
    }

    /// <summary>The parameters of which a file has both parts.</summary>
    public static IEnumerable<string> Wholes(IEnumerable<string> names) => names
        .Select(name => TryParse(name, out var parameter, out var part) ? (Parameter: parameter, Part: part) : default)
        .Where(entry => entry.Parameter is not null)
        .GroupBy(entry => entry.Parameter, entry => entry.Part, StringComparer.Ordinal)
        .Where(parts => (parts.Contains(TensorPart.Original) && parts.Contains(TensorPart.Mask))
            || (parts.Contains(TensorPart.Direction) && parts.Contains(TensorPart.Magnitude)))
        .Select(parts => parts.Key);

    /// <summary>The parameter of <c>conv.parametrizations.weight.original…</c>: <c>conv.weight</c>. Null for another name.</summary>
    public static string? Parametrized(string name)
    {
        var at = name.StartsWith(Parametrizations, StringComparison.Ordinal) ? 0 : name.IndexOf("." + Parametrizations, StringComparison.Ordinal) + 1;
        var end = name.LastIndexOf(".original", StringComparison.Ordinal);
        var start = at + Parametrizations.Length;
        if ((at == 0 && !name.StartsWith(Parametrizations, StringComparison.Ordinal)) || end <= start || name.Length > end + ".original0".Length)
            return null;
        return name[..at] + name[start..end];
    }
}
