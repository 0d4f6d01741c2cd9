using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Tests.Chains;

/// <summary>Small chains of any patterns whose widths meet.</summary>
internal static class RandomChains
{
    private const int MostFeatures = 96;

    public static FactorChain Make(int seed)
    {
        var random = new Random(seed);
        var factors = new List<KsPattern>();
        var width = random.Next(1, 37);
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var a = Divisor(random, width);
            var d = Divisor(random, width / a);
            var most = Math.Min(6, MostFeatures / (a * d));
            factors.Add(new(a, random.Next(1, Math.Max(1, most) + 1), width / a / d, d));
            width = (int)factors[^1].Rows;
        }

        return new(factors.ToEquatableArray());
    }

    private static int Divisor(Random random, int number)
    {
        var divisors = Enumerable.Range(1, number).Where(d => number % d == 0).ToArray();
        return divisors[random.Next(divisors.Length)];
    }
}
