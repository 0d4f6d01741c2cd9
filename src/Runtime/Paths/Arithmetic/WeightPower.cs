using System;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>|θ|^q as m · 2^e, whatever the exponent; |θ|^0 says whether θ is not zero.</summary>
/// <param name="q">At least 0, finite.</param>
internal readonly struct WeightPower(double q)
{
    /// <summary>Above this the power of a number in [1, 2) has to have an exponent of its own.</summary>
    private const double LargestPlain = 64;

    private static readonly double Deepest = Math.ScaleB(1, -ChannelRange.Depth);

    /// <summary>The power of a number.</summary>
    /// <param name="x">A finite number.</param>
    /// <param name="exponent">The power of two that the result is multiplied by.</param>
    public double Of(double x, out long exponent)
    {
        exponent = 0;
        if (x == 0)
            return 0;
        if (q == 0)
            return 1;

        var whole = Math.ILogB(x);
        var mantissa = Math.ScaleB(Math.Abs(x), -whole);
        switch (q)
        {
            case 1:
                exponent = whole;
                return mantissa;
            case 2:
                exponent = 2L * whole;
                return mantissa * mantissa;
            case 0.5:
                exponent = whole >> 1;
                return Math.Sqrt(mantissa * (1 + (whole & 1)));
            case > LargestPlain:
                var log = q * (whole + Math.Log2(mantissa));
                exponent = (long)Math.Floor(log);
                return Math.Pow(2, log - exponent);
            default:
                // 2^(q·whole) = 2^exponent · 2^fraction; the fraction is formed without losing low bits of the product.
                exponent = (long)Math.Floor(q * whole);
                return Math.Pow(mantissa, q) * Math.Pow(2, Math.FusedMultiplyAdd(q, whole, -exponent));
        }
    }

    /// <summary>
    /// The weights that enter a neuron, ready to be combined with the values of its antecedents: |θ|^q · 2^(e − E), where e is
    /// the exponent of the antecedent's channel and E that of the largest term.
    /// </summary>
    /// <param name="theta">The parameters: as many for each channel of antecedents, one channel after another.</param>
    /// <param name="exponents">The exponents of the channels.</param>
    /// <param name="least">What E is at least: the exponent of the neuron's bias.</param>
    /// <param name="row">Where the weights go.</param>
    /// <param name="isDeep">Whether some of them are too small beside the others for their products to have all digits.</param>
    /// <returns>E, the exponent that the neuron's value has.</returns>
    public long Row(ReadOnlySpan<double> theta, ReadOnlySpan<long> exponents, long least, Span<double> row, out bool isDeep)
    {
        var taps = theta.Length / exponents.Length;
        var common = least;
        for (var i = 0; i < exponents.Length; i++)
        {
            if (exponents[i] != LayerValues.Nothing && Largest(theta.Slice(i * taps, taps)) is var top and > 0)
            {
                _ = Of(top, out var exponent);
                common = Math.Max(common, exponents[i] + exponent);
            }
        }

        isDeep = false;
        for (var i = 0; i < exponents.Length; i++)
        {
            var weights = row.Slice(i * taps, taps);
            if (exponents[i] == LayerValues.Nothing)
            {
                weights.Clear();
                continue;
            }

            Scaled(theta.Slice(i * taps, taps), exponents[i] - common, weights);
            for (var j = 0; j < taps; j++)
            {
                isDeep |= weights[j] < Deepest && theta[(i * taps) + j] != 0;
            }
        }

        return common;
    }

    private static double Largest(ReadOnlySpan<double> theta)
    {
        var top = 0.0;
        foreach (var x in theta)
        {
            top = Math.Max(top, Math.Abs(x));
        }

        return top;
    }

    private void Scaled(ReadOnlySpan<double> theta, long shift, Span<double> weights)
    {
        if (q == 1 && Math.Abs(shift) < 1000)
        {
            var factor = Math.ScaleB(1, (int)shift);
            for (var i = 0; i < theta.Length; i++)
            {
                weights[i] = Math.Abs(theta[i]) * factor;
            }

            return;
        }

        for (var i = 0; i < theta.Length; i++)
        {
            var mantissa = Of(theta[i], out var exponent);
            weights[i] = ChannelRange.Scale(mantissa, exponent + shift);
        }
    }
}
