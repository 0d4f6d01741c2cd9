using System;
using System.Linq;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;

namespace NetSpec.Formats.Checkpoints;

/// <summary>What a tensor is to its layer, by the last word of its name, in the words of several frameworks.</summary>
internal static class TensorRoles
{
    private static readonly string[] Biases = ["bias", "beta", "b", "biases", "offset"];
    private static readonly string[] Means = ["running_mean", "moving_mean", "mean"];
    private static readonly string[] Variances = ["running_var", "moving_variance", "var", "variance"];

    public static bool Fits(ParameterInfo parameter, StoredWeight weight)
    {
        var (tensor, word) = (weight.Main, weight.Name[(weight.Name.LastIndexOfAny(['.', '/']) + 1)..]);
        var isBias = Biases.Contains(word, StringComparer.Ordinal);
        var (isMean, isVariance) = (Means.Contains(word, StringComparer.Ordinal), Variances.Contains(word, StringComparer.Ordinal));
        return ElementTypes.IsFloat(tensor.Type) && IsShaped(parameter, tensor) && parameter.Role switch
        {
            ParameterRole.Bias or ParameterRole.Beta => isBias,
            ParameterRole.RunningMean => isMean,
            ParameterRole.RunningVariance => isVariance,
            _ => !isBias && !isMean && !isVariance,
        };
    }

    private static bool IsShaped(ParameterInfo parameter, TensorEntry tensor) =>
        parameter.Dims.ToArray().Where(dim => dim != 1).Select(dim => (long)dim).SequenceEqual(tensor.Shape.ToArray().Where(dim => dim != 1));
}
