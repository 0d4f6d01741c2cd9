using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights;

/// <summary>One difference between the tensors of a file and the parameters of a network.</summary>
/// <param name="Kind">In what way they differ.</param>
/// <param name="Name">The parameter's name; for an extra tensor its name in the file.</param>
/// <param name="Expected">The network's shape, as <c>64x3x7x7</c>; null for an extra tensor.</param>
/// <param name="Found">The file's shape, type or second tensor; null for a missing one.</param>
/// <param name="Suggestion">
/// For a missing parameter, a guess: the name in the file of an unknown tensor of a near name and a shape that fits; for another
/// shape, what to do about it; null if there is nothing to say.
/// </param>
public sealed record ParameterMismatch(ParameterMismatchKind Kind, string Name, string? Expected, string? Found, string? Suggestion = null)
{
    /// <summary>What <see cref="LoadOptions.Rename"/> made of the name of the extra or suggested tensor; null without a renaming.</summary>
    public string? Renamed { get; init; }

    /// <summary>
    /// For another shape or type, the tensor in the file where it is not called as the parameter: <c>conv1.weight_mask</c>; null otherwise.
    /// </summary>
    public string? Tensor { get; init; }

    /// <summary>One line: <c>conv1.weight [64x3x7x7]; perhaps the file's 'conv.weight'</c>.</summary>
    public override string ToString()
    {
        var name = Quoted.Plain(Name);
        return Kind switch
        {
            ParameterMismatchKind.Missing when Suggestion is not null =>
                $"{name} [{Expected}]; perhaps the file's {Quoted.Name(Suggestion)}{Renaming(Suggestion)}",
            ParameterMismatchKind.Missing => $"{name} [{Expected}]",
            ParameterMismatchKind.Extra => $"{name} [{Found}]{Renaming(Name)}",
            ParameterMismatchKind.Duplicate => $"{name} is named by {Found}",
            ParameterMismatchKind.Type => $"{Quoted.Plain(Tensor ?? Name)} is of type {Found}",
            _ when Tensor is not null => $"{Quoted.Plain(Tensor)} is [{Found}], the network's {name} is [{Expected}]{Advice}",
            _ => $"{name} is [{Found}], the network's is [{Expected}]{Advice}",
        };
    }

    private string Advice => Suggestion is null ? "" : "; " + Suggestion;

    private string Renaming(string name) => Renamed is null || Renamed == name ? "" : $", renamed to {Quoted.Name(Renamed)}";
}
