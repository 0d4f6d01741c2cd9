using System;
using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>
/// Where values of either sign may be plain doubles: zero, or from 2^-450 to 2^450. Products of two such numbers, and of one with a
/// parameter, have all their digits, and so have sums of any number of products.
/// </summary>
internal static class PlainRange
{
    private static readonly double Least = Math.ScaleB(1, -ChannelRange.Depth), Most = Math.ScaleB(1, ChannelRange.Depth);

    /// <summary>Whether all numbers are in range.</summary>
    public static bool Holds(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (value != 0 && !(Math.Abs(value) >= Least && Math.Abs(value) <= Most))
                return false;
        }

        return true;
    }

    /// <summary>Whether all numbers of all lanes are in range.</summary>
    public static bool Holds(ReadOnlySpan<Vector512<double>> values)
    {
        var (least, most) = (Vector512.Create(Least), Vector512.Create(Most));
        var holds = Vector512<double>.AllBitsSet;
        foreach (var value in values)
        {
            var size = Vector512.Abs(value);
            holds &= Vector512.Equals(value, Vector512<double>.Zero) | (Vector512.GreaterThanOrEqual(size, least) & Vector512.LessThanOrEqual(size, most));
        }

        return holds.ExtractMostSignificantBits() == 0xFF;
    }
}
