using System;
using NetSpec.Runtime.Paths;

namespace NetSpec.Tool.Reports;

/// <summary>A number that may be too large for a double: the number if it fits, its logarithm to base 10 unless it is 0, and both for people.</summary>
internal sealed record MagnitudeEntry(double? Value, double? Log10, string Text)
{
    /// <summary>More than eight million roundings of doubles, one after another, can take from a bound.</summary>
    private const double Room = 1.0 / (1 << 30);

    /// <summary>More than the five digits of a text can.</summary>
    private const double TextRoom = 5e-5;

    /// <summary>A number as it was computed.</summary>
    public static MagnitudeEntry Of(Magnitude magnitude) => Of(magnitude, magnitude.ToString());

    /// <summary>A guarantee: rounded up, the text too, so that it is never below the truth.</summary>
    public static MagnitudeEntry OfBound(Magnitude magnitude) =>
        Of(magnitude * new Magnitude(1 + Room), magnitude.IsZero ? magnitude.ToString() : (magnitude * new Magnitude(1 + TextRoom)).ToString());

    private static MagnitudeEntry Of(Magnitude magnitude, string text) =>
        new(double.IsFinite(magnitude.Value) ? magnitude.Value : null, magnitude.IsZero ? null : Math.Round(magnitude.Log10, 12), text);
}
