using System;
using NetSpec.Runtime.Paths;

namespace NetSpec.Tool.Reports;

/// <summary>A number that may be too large for a double: the number if it fits, its logarithm to base 10 unless it is 0, and both for people.</summary>
internal sealed record MagnitudeEntry(double? Value, double? Log10, string Text)
{
    public static MagnitudeEntry Of(Magnitude magnitude) => new(
        double.IsFinite(magnitude.Value) ? magnitude.Value : null, magnitude.IsZero ? null : Math.Round(magnitude.Log10, 12), magnitude.ToString());
}
