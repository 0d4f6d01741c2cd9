using System;
using System.Linq;

namespace NetSpec.Formats.Checkpoints;

/// <summary>A parameter and the tensor that it is loaded from.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Tensor">The tensor's name in the file; null for none.</param>
/// <param name="Match">How it was found.</param>
public sealed record WeightMapLine(string Parameter, string? Tensor, WeightMatch Match)
{
    /// <summary><c>conv1.weight = module.conv1.weight  # prefix</c>.</summary>
    public override string ToString() => Match switch
    {
        WeightMatch.None => $"{Parameter} =  # none",
        WeightMatch.Prefix => $"{Parameter} = {Written}  # prefix",
        WeightMatch.Guess => $"{Parameter} = {Written}  # guess",
        _ => $"{Parameter} = {Written}",
    };

    /// <summary>The name in one line, however long: what is no letter of a line stands as its number.</summary>
    private string Written => string.Concat((Tensor ?? "").Select(c => char.IsControl(c) ? FormattableString.Invariant($"\\u{(int)c:X4}") : c.ToString()));
}
