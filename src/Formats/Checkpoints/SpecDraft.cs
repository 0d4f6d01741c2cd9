using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Formats.Tensors;

namespace NetSpec.Formats.Checkpoints;

/// <summary>
/// A spec to begin with, for weights without one. Names and sizes of layers are those of the file; how they are connected no file of weights
/// says, so the draft is a chain, and what was guessed is marked.
/// </summary>
public static class SpecDraft
{
    private const string Mark = "  // guess";

    /// <summary>The text of a spec. It need not compile where layers do not follow each other: that is for a person to connect.</summary>
    /// <param name="table">The tensors of a file.</param>
    /// <param name="netName">The net's name.</param>
    public static string From(TensorTable table, string netName)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(netName);
        var layers = table
            .GroupBy(tensor => LayerOf(tensor.Name))
            .Select(layer => (layer.Key, Tensors: layer.ToDictionary(tensor => tensor.Name[layer.Key.Length..].TrimStart('.'), StringComparer.Ordinal)))
            .ToList();
        var stages = new List<string>();
        long channels = 0;
        var isMap = false;
        string? input = null;
        for (var i = 0; i < layers.Count; i++)
        {
            var (name, tensors) = layers[i];
            tensors.TryGetValue("weight", out var weight);
            var shape = weight is null ? [] : weight.Shape.ToArray();

            // Before a normalisation a layer has no bias unless it says so.
            var (hasBias, isNormalised) = (tensors.ContainsKey("bias"), i + 1 < layers.Count && layers[i + 1].Tensors.ContainsKey("running_mean"));
            var bias = hasBias != isNormalised ? "" : hasBias ? ", bias=true" : ", bias=false";
            if (shape is [var outs, var ins, var height, var width])
            {
                input ??= Text($"input image : {ins}x224x224");
                var groups = channels > 0 && ins > 0 && channels != ins && channels % ins == 0 ? Text($", groups={channels / ins}") : "";
                var pad = height > 1 ? Text($", pad={height / 2}") : "";
                var note = Note(channels, groups.Length > 0 ? channels : ins, pad.Length > 0);
                stages.Add(Text($"conv({outs}, {height}x{width}{pad}{groups}{bias}) as {name}") + note);
                (channels, isMap) = (outs, true);
            }
            else if (shape is [var rows, var columns])
            {
                input ??= Text($"input x : {columns}");
                if (isMap)
                    stages.Add((channels == columns ? "avgpool(global)" : "flatten") + Mark);
                stages.Add(Text($"linear({rows}{bias}) as {name}") + (isMap ? "" : Note(channels, columns, false)));
                (channels, isMap) = (rows, false);
            }
            else if (tensors.ContainsKey("running_mean") || shape.Length == 1)
            {
                var isNorm = tensors.ContainsKey("running_mean");
                stages.Add($"{(isNorm ? weight is null ? "bn(affine=false)" : "bn" : hasBias ? "scale" : "scale(bias=false)")} as {name}");
                stages.Add("relu" + Mark);
            }
            else
            {
                stages.Add($"// {string.Join(", ", tensors.Values)}: no layer that is known");
            }
        }

        if (stages.Count > 0 && stages[^1] == "relu" + Mark)
            stages.RemoveAt(stages.Count - 1);
        var declared = input ?? "input x : 1";
        return $$"""
            // Drafted from names and shapes of weights. Strides, paddings, activations and connections are guesses: check them.
            net {{netName}} {
                {{declared}}{{Mark}}

                output y = {{(declared.StartsWith("input image", StringComparison.Ordinal) ? "image" : "x")}}
            {{Lines(stages)}}}

            """;
    }

    private static string Lines(List<string> stages)
    {
        var text = new StringBuilder();
        foreach (var stage in stages)
        {
            text.Append(stage.StartsWith("//", StringComparison.Ordinal) ? "        " : "        -> ").Append(stage).Append('\n');
        }

        return text.ToString();
    }

    private static string Note(long before, long taken, bool isPadded) =>
        before > 0 && before != taken ? Text($"  // takes {taken} channels, and {before} come before it: connect it") : isPadded ? Mark : "";

    private static string LayerOf(string tensor) => tensor.LastIndexOf('.') is > 0 and var dot ? tensor[..dot] : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
