using System;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>
/// Magnitudes that are to be multiplied in the inner loops of deriving weights: as doubles over a common power of two where
/// they lie close enough together, which they all but always do.
/// </summary>
internal sealed class MagnitudeVector
{
    // Products with powers of weights, at most 2^±298 for q up to 2, stay normal.
    private const int Range = 300;

    private readonly Magnitude[] _values;
    private readonly double[]? _relative;
    private readonly long _exponent;

    public MagnitudeVector(Magnitude[] values)
    {
        _values = values;
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var value in values)
        {
            if (!value.IsZero)
                (least, most) = (Math.Min(least, value.Exponent), Math.Max(most, value.Exponent));
        }

        _exponent = most == long.MinValue ? 0 : most;
        if (least > most || most - least <= Range)
            _relative = Array.ConvertAll(values, value => Math.ScaleB(value.Mantissa, (int)(value.IsZero ? 0 : value.Exponent - _exponent)));
    }

    /// <summary>Σ values[first + i step] · sums[i].</summary>
    public Magnitude Dot(ReadOnlySpan<double> sums, int first, int step, bool isWide)
    {
        if (_relative is { } relative && !isWide)
        {
            var total = 0d;
            for (int i = 0, at = first; i < sums.Length; i++, at += step)
            {
                total += relative[at] * sums[i];
            }

            return new Magnitude(total, _exponent);
        }

        var sum = Magnitude.Zero;
        for (int i = 0, at = first; i < sums.Length; i++, at += step)
        {
            sum += _values[at] * new Magnitude(sums[i]);
        }

        return sum;
    }

    /// <summary>values[first + i step] / divisor, as doubles; infinity where a quotient is beyond the range of one.</summary>
    public void Over(Magnitude divisor, int first, int step, Span<double> target)
    {
        var factor = (new Magnitude(1, _exponent) / divisor).Value;
        var isNear = _relative is not null && factor is > 1e-200 and < 1e200;
        for (int i = 0, at = first; i < target.Length; i++, at += step)
        {
            target[i] = isNear ? _relative![at] * factor : (_values[at] / divisor).Value;
        }
    }
}
