using System;
using System.CommandLine;
using System.Globalization;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Options;

/// <summary>Options that are numbers of a range.</summary>
internal static class Number
{
    /// <summary>The option's value.</summary>
    /// <exception cref="ToolException">It is no number, or out of range.</exception>
    public static double Of(ParseResult arguments, Option<string?> option, double least, double most) =>
        Optional(arguments, option, least, most) ?? throw ToolException.Usage($"{option.Name} is missing.");

    /// <summary>The option's value; null if it was not given.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static double? Optional(ParseResult arguments, Option<string?> option, double least, double most)
    {
        if (arguments.GetValue(option) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw ToolException.Usage(FormattableString.Invariant($"{option.Name} is '{text}'; it is a number from {least} to {most}."));
    }
}
