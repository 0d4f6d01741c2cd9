using System;
using System.Collections.Generic;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels.Costs;

/// <summary>Compares costs with their definition.</summary>
internal static class CostAssert
{
    /// <summary>Errors are relative to the sum of the magnitudes of the terms.</summary>
    public static void Close(IReadOnlyList<(double Value, double Magnitude)> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Count, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i].Value) <= (5e-6 * expected[i].Magnitude) + 1e-12))
            {
                Assert.Fail($"{what}: cost {i} is {actual[i]}, not {expected[i].Value}");
            }
        }
    }
}
