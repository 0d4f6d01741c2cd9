using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Printing;

/// <summary>
/// The whole numbers of a call that expressions could stand for: those between commas, parentheses and signs of equality, and the end of a range.
/// </summary>
internal static class CallNumbers
{
    private static readonly Regex Number = new(@"(?<=\(|, |=|\.\.)[0-9]+(?=[,) ])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    /// <summary>The parameter of a block that has a stride.</summary>
    public const string Step = "step";

    private static readonly string[] Strides = ["stride", Step];

    /// <summary>The call with a sign in place of each.</summary>
    public static string Skeleton(string call) => Number.Replace(call, "#");

    /// <summary>The numbers, in the order of the text.</summary>
    public static IReadOnlyList<long> Of(string call) =>
        [.. Number.Matches(call).Cast<Match>().Select(
            match => long.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1)];

    /// <summary>For each of the numbers whether it is a stride: of a layer, or that which a block is given.</summary>
    public static IReadOnlyList<bool> AreStrides(string call) =>
        [.. Number.Matches(call).Cast<Match>().Select(match => call.Substring(0, match.Index))
            .Select(before => Strides.Any(word => before.EndsWith(word + "=", StringComparison.Ordinal)))];

    /// <summary>The call with other words for the numbers.</summary>
    public static string With(string call, IReadOnlyList<string> words)
    {
        var i = 0;
        return Number.Replace(call, _ => words[i++]);
    }

    /// <summary>A number as a spec writes it.</summary>
    public static string Text(long number) => Rules.Text(number);
}
