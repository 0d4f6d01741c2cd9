using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetSpec.Tests.Support;

/// <summary>Specs of any length, by kind: what the compiler's work must grow with in a straight line.</summary>
public static class LongSpec
{
    /// <summary>The kinds, each from a number of steps and passes to a text.</summary>
    public static IReadOnlyDictionary<string, Func<int, string, string>> Kinds { get; } = new Dictionary<string, Func<int, string, string>>(StringComparer.Ordinal)
    {
        ["chain"] = (n, passes) => Net(passes, "input x : 8", [.. Chain(n, "linear(8)", "relu")]),
        ["repeat"] = (n, passes) => Net(passes, "input x : 8", Invariant($"output y = x -> repeat {n} (linear(8) -> relu)")),
        ["residual"] = (n, passes) => Net(passes, "input x : 16x4x4", [.. Residual(n)]),
        ["outputs"] = (n, passes) => Net(passes, "input x : 8", [.. Lines(n, i => $"output y{i} = x -> linear(4)")]),
        ["inputs"] = (n, passes) => Net(passes, "", [.. Lines(n, i => $"input x{i} : 4"), $"output y = {string.Join(" + ", Lines(n, i => $"x{i}"))}"]),
        ["concat"] = (n, passes) => Net(passes, "input x : 8", [.. Lines(n, i => $"v{i} = x -> linear(4)"), $"output y = concat({string.Join(", ", Lines(n, i => $"v{i}"))})"]),
        ["convolutions"] = (n, passes) => Net(passes, "input x : 4x16x16", [.. Chain(n, "conv(4, 3x3, pad=1)", "relu")]),
        ["neurons"] = (n, passes) => Neurons(n, passes),
        ["nets"] = (n, passes) => string.Concat(Lines(n, i => $"net N{i} {{\n    input x : 4\n    output y = x -> linear(4) -> relu\n    emit {passes}\n}}\n")),
    };

    /// <summary>Values with names that nobody declared, each near many others.</summary>
    public static string Misspelt(int count) => Net(
        "forward",
        "input x : 8",
        [.. Lines(count, i => $"a_value_with_a_rather_long_name_that_is_number_{i} = x -> relu"), .. Lines(count, i => $"v{i} = a_valeu_with_a_rather_long_name_thta_is_numbre_{i} -> relu"), "output y = x"]);

    private static string Net(string passes, string input, params string[] lines) =>
        "net Long {\n" + string.Concat(new[] { input, $"emit {passes}" }.Concat(lines).Where(line => line.Length > 0).Select(line => $"    {line}\n")) + "}\n";

    private static IEnumerable<string> Lines(int count, Func<string, string> line) => Enumerable.Range(0, count).Select(i => line(i.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Chain(int count, string layer, string activation) =>
        Lines(count, i => $"{(int.Parse(i, CultureInfo.InvariantCulture) == count - 1 ? "output " : "")}v{i} = {(i == "0" ? "x" : "v" + Before(i))} -> {layer} -> {activation}");

    private static IEnumerable<string> Residual(int count) => Lines(count, i => i == "0"
        ? "v0 = x -> conv(16, 3x3, pad=1) -> relu"
        : $"v{i} = (v{Before(i)} -> conv(16, 3x3, pad=1) -> bn) + v{Before(i)} -> relu").Append($"output y = v{Before(count.ToString(CultureInfo.InvariantCulture))} -> avgpool(global) -> linear(4)");

    private static string Neurons(int count, string passes)
    {
        var text = new StringBuilder("net Long {\n    neurons {\n        input a, b\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        {(i == count - 1 ? "output " : "")}n{i} : {(i == count - 1 ? "id" : "relu")} = {(i == 0 ? "a" : $"n{i - 1}")}, b + bias\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"    }}\n    emit {passes}\n}}\n").ToString();
    }

    private static string Before(string i) => (int.Parse(i, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
