using System;

namespace NetSpec.Runtime.Paths.Enclosures;

/// <summary>How far sums of products may be off, and numbers on the safe side of it.</summary>
internal static class Rounding
{
    /// <summary>u: half the distance of 1 and the next double.</summary>
    public const double Unit = 1.0 / (1L << 53);

    /// <summary>A number not above any sum whose rounded value this is.</summary>
    /// <param name="sum">A sum of products of non-negative numbers, rounded to nearest.</param>
    /// <param name="roundings">How many operations made it, at most.</param>
    public static double Down(double sum, long roundings) =>
        Math.Max(0, Math.BitDecrement((sum * (1 - (2 * roundings * Unit))) - (2 * roundings * double.Epsilon)));

    /// <summary>A number not below any sum whose rounded value this is.</summary>
    /// <inheritdoc cref="Down"/>
    public static double Up(double sum, long roundings) =>
        Math.BitIncrement((sum * (1 + (2 * roundings * Unit))) + (2 * roundings * double.Epsilon));
}
