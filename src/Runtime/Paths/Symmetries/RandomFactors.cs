using System;

namespace NetSpec.Runtime.Paths.Symmetries;

/// <summary>Draws a factor for each rescaling group, the same on every machine: splitmix64 of a seed.</summary>
internal static class RandomFactors
{
    public static double[] Draw(long seed, int groups, ReadOnlySpan<double> choices)
    {
        var factors = new double[groups];
        var state = unchecked((ulong)seed);
        for (var i = 0; i < groups; i++)
        {
            factors[i] = choices[(int)Math.BigMul(Next(ref state), (ulong)choices.Length, out _)];
        }

        return factors;
    }

    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
