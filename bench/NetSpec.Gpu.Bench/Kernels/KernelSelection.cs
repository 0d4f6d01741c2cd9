using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Gpu.Bench.Kernels;

/// <summary>What the command line says about which kernels are meant.</summary>
internal static class KernelSelection
{
    /// <summary>Reads <c>1,768,192,2</c>.</summary>
    /// <exception cref="FormatException">It is not four numbers above 0.</exception>
    public static KsPattern Pattern(string text)
    {
        var numbers = text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        return numbers is [> 0 and var a, > 0 and var b, > 0 and var c, > 0 and var d] ? new(a, b, c, d) : throw new FormatException($"'{text}' is not a pattern; one is four numbers above 0, as in 1,768,192,2.");
    }

    /// <summary>Patterns by layouts and precisions.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="layouts">first, last or both.</param>
    /// <param name="precisions">fp32, fp16 or both.</param>
    public static IReadOnlyList<FactorKernelKey> Keys(IEnumerable<KsPattern> patterns, string layouts, string precisions) =>
    [
        .. from pattern in patterns
           from precision in Chosen(precisions, ("fp32", DevicePrecision.Fp32), ("fp16", DevicePrecision.Fp16))
           from layout in Chosen(layouts, ("last", BatchLayout.BatchLast), ("first", BatchLayout.BatchFirst))
           select new FactorKernelKey(pattern, precision, layout),
    ];

    private static IEnumerable<T> Chosen<T>(string word, params (string Word, T Value)[] choices) =>
        word == "both" ? choices.Select(choice => choice.Value)
        : choices.Any(choice => choice.Word == word) ? choices.Where(choice => choice.Word == word).Select(choice => choice.Value)
        : throw new FormatException($"'{word}' is not one of {string.Join(", ", choices.Select(choice => choice.Word))} and both.");
}
