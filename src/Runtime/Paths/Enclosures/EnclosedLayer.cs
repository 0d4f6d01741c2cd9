using System;

namespace NetSpec.Runtime.Paths.Enclosures;

/// <summary>Both ends of the norms of a layer's neurons, each times 2^<paramref name="exponent"/>.</summary>
/// <param name="size">Neurons.</param>
/// <param name="exponent">One for the whole layer.</param>
internal sealed class EnclosedLayer(int size, long exponent)
{
    public double[] Lower { get; } = new double[size];

    public double[] Upper { get; } = new double[size];

    public long Exponent { get; private set; } = exponent;

    /// <summary>Brings the largest end near 1, so that the next layers have the whole range of a double.</summary>
    public void Normalise()
    {
        var largest = 0.0;
        foreach (var value in Upper)
        {
            largest = Math.Max(largest, value);
        }

        var shift = largest == 0 ? 0 : Math.ILogB(largest);
        if (shift == 0)
            return;

        for (var i = 0; i < Upper.Length; i++)
        {
            Lower[i] = ScaledDown(Lower[i], -shift);
            Upper[i] = ScaledUp(Upper[i], -shift);
        }

        Exponent += shift;
    }

    /// <summary>A number not above value · 2^shift; exactly that, but below the range of normal doubles.</summary>
    public static double ScaledDown(double value, long shift)
    {
        var scaled = Math.ScaleB(value, (int)Math.Clamp(shift, -5000, 5000));
        return double.IsNormal(scaled) || scaled == 0 ? scaled : Math.BitDecrement(scaled);
    }

    /// <summary>A number not below value · 2^shift.</summary>
    public static double ScaledUp(double value, long shift)
    {
        var scaled = Math.ScaleB(value, (int)Math.Clamp(shift, -5000, 5000));
        return double.IsNormal(scaled) || value == 0 ? scaled : Math.BitIncrement(scaled);
    }
}
