using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetSpec.Runtime.Weights.Checks;

/// <summary>
/// A number that tells whether values changed. Each step is a bijection of the sum so far, so that one changed value
/// always changes it, and others do but for one case in 2^64. Four sums run side by side, at the speed of memory.
/// </summary>
internal static class Fingerprint
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;
    private const int Lanes = 4;

    public static ulong Of(ReadOnlySpan<float> values)
    {
        var words = MemoryMarshal.Cast<float, ulong>(values);
        var (a, b, c, d) = (1UL, 2UL, 3UL, (ulong)values.Length);
        var i = 0;
        for (; i <= words.Length - Lanes; i += Lanes)
        {
            var four = words.Slice(i, Lanes);
            a = Step(a, four[0]);
            b = Step(b, four[1]);
            c = Step(c, four[2]);
            d = Step(d, four[3]);
        }

        for (; i < words.Length; i++)
        {
            a = Step(a, words[i]);
        }

        if (values.Length % 2 != 0)
            b = Step(b, BitConverter.SingleToUInt32Bits(values[^1]));
        return Step(Step(Step(a, b), c), d);
    }

    private static ulong Step(ulong sum, ulong word) => BitOperations.RotateLeft((sum ^ word) * Odd, 29);
}
