using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>
/// Names of layers, from those of their constants: <c>layer1.0.conv1.weight</c> is of <c>layer1.0.conv1</c>. Where an exporter has numbered the
/// constants, the node's name tells (<c>/layer1/layer1.0/conv1/Conv</c>); where that does not either, they are counted.
/// </summary>
internal sealed class LayerNaming
{
    /// <summary>What names of weights end with, in the frameworks that ONNX comes from.</summary>
    private static readonly string[] WeightWords =
        ["weight", "weights", "kernel", "gamma", "scale", "bias", "beta", "w", "b", "filter", "filters", "depthwise_kernel", "variable"];

    private static readonly char[] Separators = ['.', '/', '_', ':'];

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A free name for a layer with weights.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="constant">The name of its first constant.</param>
    /// <param name="otherwise">What to count by where no name is found: <c>conv</c>.</param>
    public string OfLayer(OnnxNode node, string constant, string otherwise)
    {
        var name = OfConstant(constant) ?? OfNode(node);
        return name is null ? Counted(otherwise) : _taken.Add(name) ? name : Second(name);
    }

    /// <summary>A free name for a node without weights.</summary>
    public string OfNode(string keyword) => Counted(keyword);

    /// <summary>A name that C# and the language take, near another.</summary>
    /// <param name="name">The name in the model.</param>
    /// <param name="otherwise">What to call it where nothing is left of that.</param>
    public static string Identifier(string name, string otherwise)
    {
        var text = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]).Trim('_');
        return text.Length == 0 || char.IsAsciiDigit(text[0]) ? otherwise : text;
    }

    /// <summary>Whether the names of two constants name one layer, or neither names any.</summary>
    public static bool AreOfOneLayer(string first, string second) => OfConstant(first) == OfConstant(second);

    private static string? OfConstant(string constant)
    {
        // TensorFlow's names end with :0, and those of readers have /read behind.
        var name = constant.EndsWith("/read", StringComparison.Ordinal) ? constant[..^5] : constant;
        var colon = name.LastIndexOf(':');
        if (colon > 0 && name[(colon + 1)..].All(char.IsAsciiDigit))
            name = name[..colon];

        var cut = name.LastIndexOfAny(Separators);
        if (cut <= 0 || !WeightWords.Contains(name[(cut + 1)..], StringComparer.OrdinalIgnoreCase) || name.StartsWith("onnx::", StringComparison.Ordinal))
            return null;
        return Valid(name[..cut]);
    }

    private static string? OfNode(OnnxNode node)
    {
        // A path of modules, each with the names of those around it: /layer1/layer1.0/conv1/Conv.
        if (!node.Name.StartsWith('/'))
            return null;
        var path = "";
        var last = "";
        foreach (var segment in node.Name.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipLast(1))
        {
            path = last.Length > 0 && segment.StartsWith(last + ".", StringComparison.Ordinal)
                ? path[..^last.Length] + segment
                : path.Length == 0 ? segment : $"{path}.{segment}";
            last = segment;
        }

        return Valid(path);
    }

    /// <summary>Letters, digits, _ and dots between them; null where nothing is left.</summary>
    private static string? Valid(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            var next = char.IsAsciiLetterOrDigit(c) || c == '_' ? c : c is '.' or '/' ? '.' : '_';
            if (next != '.' || (text.Length > 0 && text[^1] != '.'))
                text.Append(next);
        }

        var valid = text.ToString().Trim('.');
        return valid.Length > 0 ? valid : null;
    }

    private string Counted(string stem)
    {
        for (var i = 1; ; i++)
        {
            var name = stem + i.ToString(CultureInfo.InvariantCulture);
            if (_taken.Add(name))
                return name;
        }
    }

    private string Second(string name)
    {
        for (var i = 2; ; i++)
        {
            var next = $"{name}_{i.ToString(CultureInfo.InvariantCulture)}";
            if (_taken.Add(next))
                return next;
        }
    }
}
