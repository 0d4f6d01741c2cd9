using System;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>x ↦ |x|^q for the weights of a pass: q = 1 and q = 2 without a power function.</summary>
internal readonly struct PathPower
{
    /// <summary>
    /// The largest exponent: to it, the power of every float is a normal double, 2^-149 and 2^128 to the sixth included.
    /// </summary>
    public const double Largest = 6;

    /// <summary>The smallest exponent, as of the double-precision norm: below it a root has no digits left.</summary>
    public const double Smallest = 1.0 / (1 << 20);

    public PathPower(double q)
    {
        if (!(q is >= Smallest and <= Largest))
        {
            throw new ArgumentOutOfRangeException(
                nameof(q), q, FormattableString.Invariant(
                    $"The single-precision pass takes an exponent from 2^-20 to {Largest}; the double-precision one takes any to 2^20, and infinity."));
        }

        Exponent = q;
    }

    public double Exponent { get; }

    public double Of(double x) => Exponent switch
    {
        1 => Math.Abs(x),
        2 => x * x,
        _ => Math.Pow(Math.Abs(x), Exponent),
    };

    /// <summary>|x|^q of each number.</summary>
    public void Of(ReadOnlySpan<float> source, Span<double> target)
    {
        switch (Exponent)
        {
            case 1:
                for (var i = 0; i < source.Length; i++)
                {
                    target[i] = MathF.Abs(source[i]);
                }

                break;
            case 2:
                for (var i = 0; i < source.Length; i++)
                {
                    target[i] = (double)source[i] * source[i];
                }

                break;
            default:
                for (var i = 0; i < source.Length; i++)
                {
                    target[i] = Math.Pow(MathF.Abs(source[i]), Exponent);
                }

                break;
        }
    }
}
