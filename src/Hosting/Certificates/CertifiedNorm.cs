using System.Text.Json.Serialization;
using NetSpec.Runtime.Paths;

namespace NetSpec.Hosting.Certificates;

/// <summary>An interval that an l1 path norm lies in; each end is mantissa times 2^exponent.</summary>
/// <param name="Starts">Which paths: all, inputs or biases.</param>
/// <param name="LowerMantissa">Of the end that is not above the norm.</param>
/// <param name="LowerExponent">Of the same.</param>
/// <param name="UpperMantissa">Of the end that is not below the norm.</param>
/// <param name="UpperExponent">Of the same.</param>
/// <param name="Text">The interval for people, whose digits are rounded.</param>
public sealed record CertifiedNorm(string Starts, double LowerMantissa, long LowerExponent, double UpperMantissa, long UpperExponent, string Text)
{
    /// <summary>The interval.</summary>
    [JsonIgnore]
    public MagnitudeInterval Interval => new(new(LowerMantissa, LowerExponent), new(UpperMantissa, UpperExponent));

    /// <summary>The claim that a norm lies in an interval.</summary>
    public static CertifiedNorm Of(PathStarts starts, MagnitudeInterval interval) => new(
        starts.ToString().ToLowerInvariant(),
        interval.Lower.Mantissa,
        interval.Lower.Exponent,
        interval.Upper.Mantissa,
        interval.Upper.Exponent,
        interval.ToString());
}
