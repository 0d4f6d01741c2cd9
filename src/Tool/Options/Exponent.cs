using System;
using System.CommandLine;
using System.Globalization;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Options;

/// <summary>Options that are exponents of norms: numbers, or inf.</summary>
internal static class Exponent
{
    /// <summary>The option's value.</summary>
    /// <exception cref="ToolException">It is no exponent.</exception>
    public static double Of(ParseResult arguments, Option<string> option)
    {
        var text = arguments.GetRequiredValue(option);
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase))
            return double.PositiveInfinity;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 1.0 / (1 << 20) and <= 1 << 20
            ? value
            : throw ToolException.Usage($"{option.Name} is '{text}'; an exponent is a number from 2^-20 to 2^20, or inf.");
    }
}
