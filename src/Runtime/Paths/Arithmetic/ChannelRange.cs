using System;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>The powers of two that are taken out of channels: exact, so that no bit of a value is lost.</summary>
internal static class ChannelRange
{
    /// <summary>Channels whose largest value is within 2^±this stay as they are.</summary>
    private const int Band = 32;

    public static long Settle(Span<double> channel)
    {
        var top = 0.0;
        foreach (var value in channel)
        {
            top = Math.Max(top, value);
        }

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
