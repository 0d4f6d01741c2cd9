using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>
/// Counts the entries in the support of a chain's product. The inputs of one block of a factor reach the same outputs, so
/// that blocks, a·d a factor, stand for them: 64 blocks of the first factor at a time are followed through the chain as
/// the bits of a word for each block of the next.
/// </summary>
internal static class SupportCount
{
    /// <summary>Some tens of milliseconds.</summary>
    private const long MostSteps = 1 << 23;

    private const int WordBits = 64;

    /// <summary>The number of entries; null when counting them would take too long.</summary>
    public static long? Of(IReadOnlyList<KsPattern> factors)
    {
        var (first, last) = (factors[0], factors[factors.Count - 1]);
        var sources = (long)first.A * first.D;
        var steps = (sources + WordBits - 1) / WordBits * factors.Take(factors.Count - 1).Sum(factor => factor.Rows);
        if (steps > MostSteps)
        {
            return null;
        }

        var pairs = 0L;
        for (var start = 0; start < sources; start += WordBits)
        {
            var reached = new ulong[sources];
            for (var i = start; i < Math.Min(start + WordBits, sources); i++)
            {
                reached[i] = 1UL << (i - start);
            }

            for (var i = 1; i < factors.Count; i++)
            {
                reached = Follow(reached, factors[i - 1], factors[i]);
            }

            pairs += reached.Sum(Ones);
        }

        return pairs * first.C * last.B;
    }

    private static ulong[] Follow(ulong[] reached, KsPattern from, KsPattern to)
    {
        var next = new ulong[to.A * to.D];
        var (above, below) = (from.B * from.D, to.C * to.D);
        for (var feature = 0; feature < from.Rows; feature++)
        {
            next[(feature / below * to.D) + (feature % to.D)] |= reached[(feature / above * from.D) + (feature % from.D)];
        }

        return next;
    }

    private static long Ones(ulong word)
    {
        var count = 0;
        for (; word != 0; word &= word - 1)
        {
            count++;
        }

        return count;
    }
}
