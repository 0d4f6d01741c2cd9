using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetSpec.Gpu.Tests.Kernels;

public sealed class FactorIndexTests
{
    /// <summary>A quotient by a rounded product goes wrong, if anywhere, beside a multiple, and soonest at the largest ones.</summary>
    [Fact]
    public void Quotients_and_remainders_are_those_of_a_division()
    {
        var random = new Random(1);
        for (var divisor = 1; divisor <= FactorIndex.MostDivisor; divisor++)
        {
            foreach (var number in Numbers(divisor, random))
            {
                Assert.Equal(number / divisor, FactorIndex.Quotient(number, divisor));
                Assert.Equal(number % divisor, FactorIndex.Remainder(number, divisor));
            }
        }
    }

    private static IEnumerable<int> Numbers(int divisor, Random random)
    {
        var most = int.MaxValue / divisor;
        int[] factors = [1, 2, 3, most / 2, most - 1, most, .. Enumerable.Range(0, 20).Select(_ => random.Next(1, most))];
        return factors.SelectMany(factor => new[] { (factor * divisor) - 1, factor * divisor, Math.Min(factor * divisor, int.MaxValue - 1) + 1 }).Prepend(0).Append(int.MaxValue);
    }
}
