using System;
using System.Globalization;

namespace NetSpec.Bench.Peers;

/// <summary>Whether two ways of computing gave the same, but for rounding.</summary>
internal static class Agreement
{
    // Results of very large products are compared in part.
    private const int Compared = 1 << 20;

    /// <summary>The largest difference, in units of the largest result.</summary>
    /// <exception cref="InvalidOperationException">The two do not compute the same.</exception>
    public static double Check(ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        var (difference, largest) = (0.0, 0.0);
        var step = 1 + (ours.Length / Compared);
        for (var i = 0; i < ours.Length; i += step)
        {
            difference = Math.Max(difference, Math.Abs((double)ours[i] - theirs[i]));
            largest = Math.Max(largest, Math.Abs((double)theirs[i]));
        }

        return difference <= 1e-4 * largest
            ? difference / largest
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"Ours and the peer's results differ by {difference}, the largest being {largest}."));
    }
}
