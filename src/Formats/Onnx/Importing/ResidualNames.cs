using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>
/// Names for the layers of residual blocks, for models whose exporter numbered everything: <c>layer2.0.conv1</c> is the first convolution of the
/// first block of the second stage, <c>layer2.0.downsample.0</c> what its input passes on the other way. A block is a sum of two branches
/// without sums that leave one value; a stage begins where both branches have layers. By such names the printer finds blocks and repeats.
/// </summary>
internal sealed class ResidualNames
{
    /// <summary>Operators with weights, and what their layers are counted by.</summary>
    private static readonly Dictionary<string, string> Layers = new(StringComparer.Ordinal)
    {
        ["Conv"] = "conv", ["ConvTranspose"] = "conv", ["Gemm"] = "fc", ["MatMul"] = "fc", ["BatchNormalization"] = "bn", ["Add"] = "bias", ["Mul"] = "scale",
    };

    /// <summary>Longer branches are none of a residual block; and a damaged model may go round in a circle.</summary>
    private const int LongestBranch = 64;

    private readonly Dictionary<string, OnnxNode> _producers = new(StringComparer.Ordinal);
    private readonly Func<string, bool> _isConstant;

    private ResidualNames(IReadOnlyList<OnnxNode> nodes, Func<string, bool> isConstant)
    {
        _isConstant = isConstant;
        foreach (var node in nodes)
        foreach (var output in node.Outputs.Where(output => output.Length > 0))
            _producers[output] = node;
    }

    /// <summary>The names, by the first result of a node; none where the model has fewer than two blocks.</summary>
    /// <param name="nodes">The nodes in the model's order.</param>
    /// <param name="isConstant">Whether a value is constant.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<OnnxNode> nodes, Func<string, bool> isConstant)
    {
        var finder = new ResidualNames(nodes, isConstant);
        var blocks = nodes.Where(node => node.Op is "Add" or "Sum").Select(finder.Block).OfType<ResidualBlock>().ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (blocks.Count < 2)
            return names;

        var (stage, place) = (0, 0);
        foreach (var block in blocks)
        {
            (stage, place) = stage == 0 || block.Side.Count > 0 ? (stage + 1, 0) : (stage, place + 1);
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var node in block.Main)
            {
                var word = Layers[node.Op];
                counts[word] = counts.GetValueOrDefault(word) + 1;
                names[node.Outputs[0]] = FormattableString.Invariant($"layer{stage}.{place}.{word}{counts[word]}");
            }

            for (var i = 0; i < block.Side.Count; i++)
            {
                names[block.Side[i].Outputs[0]] = FormattableString.Invariant($"layer{stage}.{place}.downsample.{i}");
            }
        }

        return names;
    }

    private ResidualBlock? Block(OnnxNode sum)
    {
        if (sum.Inputs.Count != 2 || sum.Inputs.Any(_isConstant))
            return null;
        var (first, second) = (Back(sum.Inputs[0]), Back(sum.Inputs[1]));
        var known = second.ToHashSet(StringComparer.Ordinal);
        if (first.Find(known.Contains) is not { } entry)
            return null;
        var (main, side) = (Between(first, entry), Between(second, entry));
        if (main.Count < side.Count)
            (main, side) = (side, main);
        return main.Count == 0 ? null : new(main, side);
    }

    /// <summary>A value and those before it, as long as each depends on one value.</summary>
    private List<string> Back(string value)
    {
        var values = new List<string> { value };
        while (values.Count <= LongestBranch && _producers.TryGetValue(values[^1], out var node)
            && node.Inputs.Where(input => input.Length > 0 && !_isConstant(input)).Take(2).ToList() is [var only])
        {
            values.Add(only);
        }

        return values;
    }

    /// <summary>The layers between an entry and the end of a branch, in the order of the data.</summary>
    private List<OnnxNode> Between(List<string> branch, string entry) =>
    [
        .. branch.TakeWhile(value => value != entry).Reverse().Select(value => _producers[value])
            .Where(node => Layers.ContainsKey(node.Op) && node.Inputs.Any(_isConstant)),
    ];

    private sealed record ResidualBlock(List<OnnxNode> Main, List<OnnxNode> Side);
}
