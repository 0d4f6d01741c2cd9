using System;
using System.Linq;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Loading;

namespace NetSpec.Runtime.Paths.Masks;

/// <summary>The names of masks in a file: those of the parameters, or <c>weight_mask</c> for <c>weight</c> as PyTorch has it.</summary>
internal static class MaskNames
{
    private const string Mask = "_mask", Original = "_orig";

    /// <summary>The options under which the masks of a file stand under the names of the parameters.</summary>
    public static LoadOptions Options(ParameterLayout layout, WeightFiles files, LoadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(layout);
        options ??= LoadOptions.Strict;
        if (!files.Tensors.Any(tensor => options.Target(tensor.Name) is { } name && IsOf(layout, name, Mask)))
            return options;

        var rename = options.Rename;
        return options with { Rename = tensor => Parameter(layout, rename is null ? tensor : rename(tensor)) };
    }

    /// <summary>The parameter that a tensor beside <c>_mask</c> tensors masks; null for the parameters themselves.</summary>
    private static string? Parameter(ParameterLayout layout, string? name)
    {
        if (name is null || layout.TryGet(name, out _) || IsOf(layout, name, Original))
            return null;
        return IsOf(layout, name, Mask) ? name[..^Mask.Length] : name;
    }

    private static bool IsOf(ParameterLayout layout, string name, string suffix) =>
        name.EndsWith(suffix, StringComparison.Ordinal) && layout.TryGet(name[..^suffix.Length], out _);
}
