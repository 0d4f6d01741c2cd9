using System;
using System.CommandLine;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Options;

/// <summary>Options that are counts.</summary>
internal static class Positive
{
    /// <summary>Larger counts are slips of the hand, and would only end in memory.</summary>
    private const int Most = 1 << 20;

    /// <summary>The option's value, at least 1.</summary>
    /// <exception cref="ToolException">It is out of range.</exception>
    public static int Of(ParseResult arguments, Option<int> option) => arguments.GetValue(option) is >= 1 and <= Most and var value
        ? value
        : throw ToolException.Usage(FormattableString.Invariant($"{option.Name} is {arguments.GetValue(option)}; it is from 1 to {Most}."));
}
