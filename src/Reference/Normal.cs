using System;

namespace NetSpec.Reference;

/// <summary>The normal distribution in double.</summary>
public static class Normal
{
    /// <summary>Φ(x), within 1e-15 of the value or 1e-17.</summary>
    /// <remarks>Near 0 the series of erf, Abramowitz and Stegun 7.1.6; else the continued fraction of erfc, 7.1.14, from the back.</remarks>
    public static double Distribution(double x)
    {
        if (Math.Abs(x) >= 3)
            return x < 0 ? Tail(-x) : 1 - Tail(x);

        var (term, sum) = (x, x);
        for (var n = 1; n < 80; n++)
        {
            term *= x * x / ((2 * n) + 1);
            sum += term;
        }

        return 0.5 + (Density(x) * sum);
    }

    private static double Tail(double x)
    {
        var fraction = x;
        for (var k = 200; k > 0; k--)
            fraction = x + (k / fraction);
        return Density(x) / fraction;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
