using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights.Names;

namespace NetSpec.Formats.Checkpoints;

/// <summary>
/// A spec to begin with, for weights without one. Names and sizes of layers are those of the file; how they are connected no file of weights
/// says, so the draft is a chain, and what was guessed is marked.
/// </summary>
public static class SpecDraft
{
    private const string Mark = "  // guess";

    /// <summary>What wrappers of models put before all names.</summary>
    private static readonly string[] Wrappers = ["module.", "model.", "_orig_mod.", "net.", "network."];

    /// <summary>The text of a spec. It need not compile where layers do not follow each other: that is for a person to connect.</summary>
    /// <param name="table">The tensors of a file.</param>
    /// <param name="netName">The net's name; null makes one of the table's.</param>
    /// <exception cref="ArgumentException">The name cannot be one of a net.</exception>
    public static string From(TensorTable table, string? netName = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var net = NetName.Of(netName, table.Name);
        var layers = Layers(table);
        var stages = new List<string>();
        var widths = new HashSet<long>();
        long channels = 0;
        var isMap = false;
        string? input = null;
        for (var i = 0; i < layers.Count; i++)
        {
            var (name, tensors) = layers[i];
            tensors.TryGetValue("weight", out var weight);
            var shape = weight is null ? [] : weight.Main.Shape.ToArray();

            // Before a normalisation a layer has no bias unless it says so.
            var (hasBias, isLast, isNormalised) = (tensors.ContainsKey("bias"), i + 1 == layers.Count, i + 1 < layers.Count && IsNorm(layers[i + 1].Tensors));
            var bias = hasBias != isNormalised ? "" : hasBias ? ", bias=true" : ", bias=false";
            var follows = false;
            if (shape is [var outs, var ins, var height, var width])
            {
                input ??= Text($"input image : {ins}x224x224");
                // Where an earlier value is as wide, it is likelier that this layer takes that one.
                var isGrouped = ins > 0 && channels > ins && channels % ins == 0 && (ins == 1 || !widths.Contains(ins));
                var groups = isGrouped ? Text($", groups={channels / ins}") : "";
                var pad = height > 1 ? Text($", pad={height / 2}") : "";
                var note = Note(channels, isGrouped ? channels : ins, pad.Length > 0 || isGrouped);
                widths.UnionWith([ins, outs]);
                stages.Add(Text($"conv({outs}, {height}x{width}{pad}{groups}{bias}) as {name}") + note);
                (channels, isMap, follows) = (outs, true, !isNormalised);
            }
            else if (shape is [var rows, var columns])
            {
                input ??= Text($"input x : {columns}");
                if (isMap)
                    stages.Add((channels == columns ? "avgpool(global)" : "flatten") + Mark);
                stages.Add(Text($"linear({rows}{bias}) as {name}") + (isMap ? "" : Note(channels, columns, false)));
                (channels, isMap, follows) = (rows, false, !isNormalised);
            }
            else if (IsNorm(tensors) || shape.Length == 1)
            {
                input ??= Text($"input x : {tensors.Values.First().Main.Elements}");
                stages.Add($"{(IsNorm(tensors) ? weight is null ? "bn(affine=false)" : "bn" : hasBias ? "scale" : "scale(bias=false)")} as {name}");
                follows = true;
            }
            else
            {
                stages.Add($"// {string.Join(", ", tensors.Values.Select(tensor => Quoted.Plain(tensor.Main.ToString())))}: no layer that is known");
            }

            if (follows && !isLast)
                stages.Add("relu" + Mark);
        }

        var declared = input ?? "input x : 1";
        return $$"""
            // Drafted from names and shapes of weights. Strides, paddings, activations and connections are guesses: check them.
            net {{net}} {
                {{declared}}{{Mark}}

                output y = {{(declared.StartsWith("input image", StringComparison.Ordinal) ? "image" : "x")}}
            {{Lines(stages)}}}

            """;
    }

    /// <summary>The layers in the order of the file, each with its weights by the last word of their names; what wraps the model is taken off.</summary>
    private static List<(string Name, Dictionary<string, StoredWeight> Tensors)> Layers(TensorTable table)
    {
        var weights = StoredWeight.Of(table).Where(weight => !weight.IsCount).ToList();
        var prefix = "";
        while (Wrappers.FirstOrDefault(wrapper => weights.Count > 0 && weights.All(weight => Begins(weight.Name, prefix + wrapper))) is { } found)
        {
            prefix += found;
        }

        // A layer's name keeps a dot behind the wrapper's, or there is nothing to call it.
        static bool Begins(string name, string with) => name.StartsWith(with, StringComparison.Ordinal) && name.IndexOf('.', with.Length) > 0;
        return
        [
            .. weights
                .Select(weight => (Name: weight.Name[prefix.Length..], Weight: weight))
                .GroupBy(pair => LayerOf(pair.Name))
                .Select(layer => (Word(layer.Key), layer.ToDictionary(
                    pair => pair.Name[layer.Key.Length..].TrimStart('.'), pair => pair.Weight, StringComparer.Ordinal))),
        ];
    }

    private static bool IsNorm(Dictionary<string, StoredWeight> tensors) => tensors.ContainsKey("running_mean");

    /// <summary>A name that the language takes.</summary>
    private static string Word(string layer)
    {
        var word = new string([.. layer.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '_')]).Trim('.');
        return word.Length == 0 ? "layer" : word;
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
