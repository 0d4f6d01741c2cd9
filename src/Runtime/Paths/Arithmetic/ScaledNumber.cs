using System;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>
/// A number of either sign with an exponent of its own, m · 2^e: rounded as a double is, in a range that no network leaves. What
/// <see cref="Magnitude"/> is to norms, this is to values and slopes, where terms cancel.
/// </summary>
internal readonly struct ScaledNumber
{
    private readonly double _mantissa;
    private readonly long _exponent;

    /// <param name="value">A finite number.</param>
    /// <param name="exponent">The power of two it is multiplied by.</param>
    public ScaledNumber(double value, long exponent = 0)
    {
        if (value == 0)
            return;

        var shift = Math.ILogB(value);
        (_mantissa, _exponent) = (Math.ScaleB(value, -shift), exponent + shift);
    }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Math.Sign(_mantissa);

    /// <summary>The number without its sign.</summary>
    public Magnitude Size => new(Math.Abs(_mantissa), _exponent);

    /// <summary>The number as a double: infinite when it is too large for one, 0 or subnormal when it is too small.</summary>
    public double Value => ChannelRange.Scale(_mantissa, _exponent);

    public static ScaledNumber operator +(ScaledNumber left, ScaledNumber right)
    {
        if (left._mantissa == 0 || right._mantissa == 0)
            return left._mantissa == 0 ? right : left;

        var (large, small) = left._exponent >= right._exponent ? (left, right) : (right, left);
        return new(large._mantissa + ChannelRange.Scale(small._mantissa, small._exponent - large._exponent), large._exponent);
    }

    public static ScaledNumber operator -(ScaledNumber left, ScaledNumber right) => left + new ScaledNumber(-right._mantissa, right._exponent);

    public static ScaledNumber operator *(ScaledNumber left, ScaledNumber right) =>
        new(left._mantissa * right._mantissa, left._exponent + right._exponent);
}
