using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Runtime.Weights.Loading;

/// <summary>
/// Guesses which unknown tensor of a file is which missing parameter: of a shape that fits, of a near name, and none for two
/// parameters.
/// </summary>
internal static class NearTensors
{
    /// <summary>How many missing names get a guess, and among how many tensors: comparing all could take minutes.</summary>
    private const int MostGuesses = 32, MostCandidates = 1000;

    /// <summary>What TensorFlow calls the tensors of a batch-norm.</summary>
    private static readonly Dictionary<string, string> TensorFlow = new(StringComparer.Ordinal)
    {
        ["gamma"] = "weight",
        ["beta"] = "bias",
        ["moving_mean"] = "running_mean",
        ["moving_variance"] = "running_var",
        ["moving_var"] = "running_var",
    };

    /// <summary>Last parts of names that are never a misspelling of one another.</summary>
    private static readonly HashSet<string> Known = new(["weight", "bias", "running_mean", "running_var"], StringComparer.Ordinal);

    /// <summary>The guesses, by index of the parameter; the tensors are named as they were renamed.</summary>
    public static Dictionary<int, (TensorInfo Tensor, string Name)> Of(IEnumerable<ParameterInfo> missing, IEnumerable<(TensorInfo Tensor, string Name)> extra)
    {
        var parameters = missing.Take(MostGuesses).ToList();
        var tensors = extra.Take(MostCandidates).ToList();
        var pairs = new List<Pair>();
        foreach (var parameter in parameters)
        {
            for (var i = 0; i < tensors.Count; i++)
            {
                var fit = ShapeFits.Of(tensors[i].Tensor.Shape, parameter.Dims);
                if (fit != ShapeFit.Different && Distance(parameter.Name, tensors[i].Name) is { } edits)
                    pairs.Add(new(parameter, i, fit, edits));
            }
        }

        // Of names that are as near, the right one also has the rest of the layer: weight and bias, or all four of a batch-norm.
        var layers = pairs.GroupBy(pair => (Layer(pair.Parameter.Name), Layer(tensors[pair.Tensor].Name))).ToDictionary(
            group => group.Key, group => group.Count());
        var guesses = new Dictionary<int, (TensorInfo, string)>();
        var given = new HashSet<int>();
        foreach (var pair in pairs
            .OrderBy(pair => pair.Fit)
            .ThenBy(pair => pair.Edits)
            .ThenByDescending(pair => layers[(Layer(pair.Parameter.Name), Layer(tensors[pair.Tensor].Name))]))
        {
            if (!guesses.ContainsKey(pair.Parameter.Index) && given.Add(pair.Tensor))
                guesses.Add(pair.Parameter.Index, tensors[pair.Tensor]);
        }

        return guesses;
    }

    private static int? Distance(string parameter, string tensor)
    {
        var (wanted, found) = (Last(parameter), Last(tensor));
        if (wanted != found && TensorFlow.TryGetValue(found, out var known))
            (tensor, found) = (tensor[..^found.Length] + known, known);
        return wanted != found && Known.Contains(wanted) && Known.Contains(found) ? null : NearNames.Distance(parameter, tensor);
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Layer(string name) => name[..Math.Max(0, name.LastIndexOf('.'))];

    private readonly record struct Pair(ParameterInfo Parameter, int Tensor, ShapeFit Fit, int Edits);
}
