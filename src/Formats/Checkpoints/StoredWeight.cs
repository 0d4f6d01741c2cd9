using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Formats.Tensors;

namespace NetSpec.Formats.Checkpoints;

/// <summary>A weight as a file holds it: one tensor, or the two that PyTorch makes it of when it runs.</summary>
/// <param name="Name">The weight's name, whatever its parts are called: <c>fc.weight</c> of <c>fc.weight_orig</c> and <c>fc.weight_mask</c>.</param>
/// <param name="Main">The tensor that has its shape.</param>
/// <param name="Parts">Its tensors, each with what stands behind the weight's name for the runtime's loader to know it by.</param>
/// <param name="Form">How it is stored.</param>
internal sealed record StoredWeight(string Name, TensorEntry Main, IReadOnlyList<(TensorEntry Tensor, string Ending)> Parts, StoredForm Form)
{
    /// <summary>The weights of a file, in its order. A part that has lost its other is a tensor by itself.</summary>
    public static List<StoredWeight> Of(TensorTable table)
    {
        var found = new List<StoredWeight>();
        var others = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in table)
        {
            if (Pair(table, tensor) is not { } pair)
                continue;
            others.UnionWith(pair.Parts.Select(part => part.Tensor.Name));
        }

        foreach (var tensor in table)
        {
            if (Pair(table, tensor) is { } pair)
                found.Add(pair);
            else if (!others.Contains(tensor.Name))
                found.Add(new(tensor.Name, tensor, [(tensor, "")], StoredForm.Plain));
        }

        return found;
    }

    /// <summary>Whether it is PyTorch's count of the batches that a normalisation was trained with, which nothing is computed from.</summary>
    public bool IsCount => Name == "num_batches_tracked" || Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    /// <summary>The weight that a tensor is the main part of, if its other part is there, and none has the weight's own name.</summary>
    private static StoredWeight? Pair(TensorTable table, TensorEntry main)
    {
        const string Orig = "_orig";
        const string Direction = "_v";
        const string Parametrized = "parametrizations.";
        const string Original = ".original1";
        var name = main.Name;
        if (name.EndsWith(Orig, StringComparison.Ordinal))
            return Two(name[..^Orig.Length], "_mask", name[..^Orig.Length] + "_mask", Orig, StoredForm.Pruned);
        if (name.EndsWith(Direction, StringComparison.Ordinal))
            return Two(name[..^Direction.Length], "_g", name[..^Direction.Length] + "_g", Direction, StoredForm.Normalised);
        var at = name.StartsWith(Parametrized, StringComparison.Ordinal) ? 0 : name.IndexOf("." + Parametrized, StringComparison.Ordinal) + 1;
        return name.EndsWith(Original, StringComparison.Ordinal) && (at > 0 || name.StartsWith(Parametrized, StringComparison.Ordinal))
            ? Two(name[..at] + name[(at + Parametrized.Length)..^Original.Length], "_g", name[..^1] + "0", Direction, StoredForm.Normalised)
            : null;

        StoredWeight? Two(string weight, string otherEnding, string otherName, string mainEnding, StoredForm form) =>
            weight.Length > 0 && table.TryGet(otherName, out var other) && !table.TryGet(weight, out _)
                ? new(weight, main, [(main, mainEnding), (other, otherEnding)], form)
                : null;
    }
}
