using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NetSpec.Formats.Onnx.Messages;

namespace NetSpec.Formats.Onnx.Importing;

/// <summary>
/// Names of layers, from those of their constants: <c>layer1.0.conv1.weight</c> is of <c>layer1.0.conv1</c>. Where an exporter has numbered the
/// constants, the node's name tells (<c>/layer1/layer1.0/conv1/Conv</c>); where that does not either, the place in a residual block, and at last
/// they are counted.
/// </summary>
internal sealed partial class LayerNaming
{
    /// <summary>What names of weights end with, in the frameworks that ONNX comes from.</summary>
    private static readonly string[] WeightWords =
        ["weight", "weights", "kernel", "gamma", "scale", "bias", "beta", "w", "b", "filter", "filters", "depthwise_kernel", "variable"];

    private static readonly char[] Separators = ['.', '/', '_', ':'];

    /// <summary>Words of names that say nothing of what a value is: those of operators and of exporters.</summary>
    private static readonly HashSet<string> Hollow = new(
        [
            "input", "inputs", "in", "output", "outputs", "out", "result", "data", "x", "y", "value", "tensor", "tmp", "node", "arg", "actual", "placeholder",
            "serving", "default", "stateful", "partitioned", "call", "gpu", "onnx", "model", "graph", "main", "func", "plus", "add", "pooling", "pool", "conv",
            "convolution", "dense", "gemm", "matmul", "linear", "relu", "sigmoid", "softmax", "concat", "identity", "flatten", "reshape", "squeeze", "times",
            "transpose", "d", "z",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Names by structure, of the layers that have no other, by the first result of their nodes.</summary>
    public IReadOnlyDictionary<string, string> Structure { get; set; } = new Dictionary<string, string>();

    /// <summary>A free name for a layer with weights.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="constant">The name of its first constant.</param>
    /// <param name="otherwise">What to count by where no name is found: <c>conv</c>.</param>
    public string OfLayer(OnnxNode node, string constant, string otherwise)
    {
        var name = OfConstant(constant) ?? OfNode(node) ?? Structure.GetValueOrDefault(node.Outputs[0]);
        return name is null ? Counted(otherwise) : _taken.Add(name) ? name : Second(name);
    }

    /// <summary>A free name for a node without weights.</summary>
    public string OfNode(string keyword) => Counted(keyword);

    /// <summary>A name that C# and the language take, near another that says something: not <c>Input247</c> or <c>Plus214_Output_0</c>.</summary>
    /// <param name="name">The name in the model.</param>
    /// <param name="otherwise">What to call it where nothing is left of that.</param>
    public static string Identifier(string name, string otherwise)
    {
        if (Words().Matches(name).All(word => Hollow.Contains(word.Value)))
            return otherwise;
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

    /// <summary>The words of a name: letters that begin at a capital, or at what is no letter.</summary>
    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
