using System;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>The powers of two that are taken out of channels: exact, so that no bit of a value is lost.</summary>
internal static class ChannelRange
{
    /// <summary>Channels whose largest value is within 2^±this stay as they are.</summary>
    private const int Band = 32;

    /// <summary>Numbers that lie further below the largest of their channel, or of their row of weights, might lose digits in the next layer.</summary>
    public const int Depth = 450;

    private static readonly double Deepest = Math.ScaleB(1, -Depth);

    /// <inheritdoc cref="IPathArithmetic.Settle"/>
    public static long Settle(Span<double> channel, bool hasDeepTerms, out bool isWide)
    {
        var (top, least, hasZeros) = (0.0, double.PositiveInfinity, false);
        foreach (var value in channel)
        {
            top = Math.Max(top, value);
            least = value > 0 && value < least ? value : least;
            hasZeros |= value == 0;
        }

        isWide = (hasZeros && hasDeepTerms) || least < top * Deepest;
        if (top == 0)
            return LayerValues.Nothing;

        var exponent = Math.ILogB(top);
        if (Math.Abs(exponent) <= Band)
            return 0;

        foreach (ref var value in channel)
        {
            value = Math.ScaleB(value, -exponent);
        }

        return exponent;
    }

    /// <summary>m · 2^e for an exponent of any size: 0 far below the range of a double.</summary>
    public static double Scale(double value, long exponent) => Math.ScaleB(value, (int)Math.Clamp(exponent, -3000, 3000));
}
