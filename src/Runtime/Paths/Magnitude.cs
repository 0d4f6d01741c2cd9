using System;
using System.Globalization;

namespace NetSpec.Runtime.Paths;

/// <summary>
/// A non-negative number with an exponent of its own, m · 2^e: path norms of deep networks leave the range of a double, and can be computed with and printed
/// all the same. Zero, and every positive number with 53 bits; never infinite, never NaN.
/// </summary>
/// <example><code>
/// var norm = net.Paths.Norm(q: 1, r: 1);
/// Console.WriteLine($"{norm} = 2^{norm.Log2:f1}"); // 2.4475e30 = 2^100.9
/// </code></example>
public readonly struct Magnitude : IEquatable<Magnitude>, IComparable<Magnitude>
{
    /// <summary>Above this the power of a number in [1, 2) may leave the range of a double.</summary>
    private const double LargestPlainPower = 512;

    private const double LargestExponent = 1e18;

    private readonly double _mantissa;
    private readonly long _exponent;

    /// <param name="value">A finite number, at least 0.</param>
    /// <param name="exponent">The power of two it is multiplied by.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    /// <exception cref="OverflowException">The exponent leaves the range of 64 bits; products and quotients throw it too.</exception>
    public Magnitude(double value, long exponent = 0)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "A magnitude is made of a finite number, at least 0.");

        if (value == 0)
            return;

        var shift = Math.ILogB(value);
        _mantissa = Math.ScaleB(value, -shift);
        _exponent = checked(exponent + shift);
    }

    /// <summary>Nought.</summary>
    public static Magnitude Zero => default;

    /// <summary>One.</summary>
    public static Magnitude One => new(1);

    /// <summary>Whether it is zero.</summary>
    public bool IsZero => _mantissa == 0;

    /// <summary>A number in [1, 2), or 0 for zero.</summary>
    public double Mantissa => _mantissa;

    /// <summary>The power of two that the mantissa is multiplied by; 0 for zero.</summary>
    public long Exponent => _exponent;

    /// <summary>The number as a double: infinity when it is too large for one, 0 or subnormal when it is too small.</summary>
    public double Value => Math.ScaleB(_mantissa, (int)Math.Clamp(_exponent, -5000, 5000));

    /// <summary>The logarithm to base 2; negative infinity for zero.</summary>
    public double Log2 => Math.Log2(_mantissa) + _exponent;

    /// <summary>The logarithm to base 10; negative infinity for zero.</summary>
    public double Log10 => Math.Log10(_mantissa) + (_exponent * 0.30102999566398119521);

    /// <summary>The sum.</summary>
    public static Magnitude operator +(Magnitude left, Magnitude right)
    {
        if (left.IsZero || right.IsZero)
            return left.IsZero ? right : left;

        var (large, small) = left._exponent >= right._exponent ? (left, right) : (right, left);
        var gap = (int)Math.Min(unchecked((ulong)large._exponent - (ulong)small._exponent), 2000);
        return new(large._mantissa + Math.ScaleB(small._mantissa, -gap), large._exponent);
    }

    /// <summary>The product.</summary>
    public static Magnitude operator *(Magnitude left, Magnitude right) => left.IsZero || right.IsZero
        ? Zero
        : new(left._mantissa * right._mantissa, checked(left._exponent + right._exponent));

    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Magnitude operator /(Magnitude left, Magnitude right) => right.IsZero
        ? throw new DivideByZeroException("A magnitude is divided by zero.")
        : left.IsZero ? Zero : new(left._mantissa / right._mantissa, checked(left._exponent - right._exponent));

    /// <summary>Whether the left one is smaller.</summary>
    public static bool operator <(Magnitude left, Magnitude right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is larger.</summary>
    public static bool operator >(Magnitude left, Magnitude right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is smaller or equal.</summary>
    public static bool operator <=(Magnitude left, Magnitude right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is larger or equal.</summary>
    public static bool operator >=(Magnitude left, Magnitude right) => left.CompareTo(right) >= 0;

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(Magnitude left, Magnitude right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Magnitude left, Magnitude right) => !left.Equals(right);

    /// <summary>The number to a real power: exact when the result of each step is, else to a few units in the last place.</summary>
    /// <param name="power">A finite exponent; positive if the number is zero.</param>
    /// <exception cref="OverflowException">The result's own exponent leaves the range of 64 bits.</exception>
    public Magnitude Pow(double power)
    {
        if (!double.IsFinite(power) || (IsZero && power <= 0))
            throw new ArgumentOutOfRangeException(nameof(power), power, "A magnitude is raised to a finite power, zero only to a positive one.");
        if (IsZero || power == 1)
            return this;
        if (power == 2)
            return this * this;
        if (power == 0.5)
        {
            var odd = _exponent & 1;
            return new(Math.Sqrt(_mantissa * (1 + odd)), (_exponent - odd) / 2);
        }

        if (Math.Abs(Log2 * power) > LargestExponent)
            throw new OverflowException(FormattableString.Invariant($"{this} to the power {power} is beyond 2^±{LargestExponent}, where magnitudes end."));

        // (m 2^e)^p = m^p 2^f 2^(ep - f) with f the whole part of ep; the fraction is formed without losing e's low bits.
        var whole = Math.Floor(_exponent * power);
        var fraction = Math.FusedMultiplyAdd(_exponent, power, -whole);
        if (Math.Abs(power) <= LargestPlainPower)
            return new(Math.Pow(_mantissa, power) * Math.Pow(2, fraction), (long)whole);

        var log = Math.Log2(_mantissa) * power;
        var wholeLog = Math.Floor(log);
        return new(Math.Pow(2, fraction + (log - wholeLog)), (long)(whole + wholeLog));
    }

    /// <inheritdoc/>
    public int CompareTo(Magnitude other)
    {
        if (IsZero || other.IsZero)
            return _mantissa.CompareTo(other._mantissa);
        var byExponent = _exponent.CompareTo(other._exponent);
        return byExponent != 0 ? byExponent : _mantissa.CompareTo(other._mantissa);
    }

    /// <inheritdoc/>
    public bool Equals(Magnitude other) => _mantissa == other._mantissa && _exponent == other._exponent;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Magnitude other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_mantissa, _exponent);

    /// <summary>Five significant digits: <c>2.4475e30</c>, or <c>12.346</c> for numbers of everyday size.</summary>
    public override string ToString()
    {
        if (IsZero)
            return "0";
        var log = Log10;
        if (log >= -4 && Value < 99999.5)
            return Value.ToString("g5", CultureInfo.InvariantCulture);

        var power = (long)Math.Floor(log);
        var lead = Math.Pow(10, log - power).ToString("f4", CultureInfo.InvariantCulture);
        return lead.StartsWith("10", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"1.0000e{power + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"{lead}e{power}");
    }
}
