using System;
using System.Linq;
using System.Numerics;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>
/// The number of non-zero paths: the sweep with weights 0 and 1 modulo several primes, put together by the Chinese
/// remainder theorem. How many primes it takes follows from the same sweep in floating point.
/// </summary>
internal static class NonZeroPathCount
{
    /// <summary>Whole numbers to this are exact in a double.</summary>
    private const long Exact = 1L << 53;

    public static BigInteger Of(Architecture architecture, double[] theta)
    {
        var estimate = Magnitude.Zero;
        foreach (var output in PathSweep.Run(architecture, theta, new WeightPower(0), PathStarts.All, default(SumArithmetic)))
        {
            estimate += output;
        }

        if (estimate.IsZero)
            return BigInteger.Zero;

        // Twice the estimate is above the count: its relative error is of the order of 1e-12.
        var bits = estimate.Log2 + 1;
        var (count, modulus) = (BigInteger.Zero, BigInteger.One);
        for (var prime = Primes.Below(Exact / (architecture.Layers.Max(layer => layer.FanIn) + 1)); BigInteger.Log(modulus, 2) < bits; prime = Primes.Below(
            prime))
        {
            var residue = Residue(architecture, theta, prime);

            // count + modulus · step is the residue modulo the prime, and what it was modulo the primes before.
            var inverse = BigInteger.ModPow(modulus, prime - 2, prime);
            var step = (residue - count) * inverse % prime;
            count += modulus * (step < 0 ? step + prime : step);
            modulus *= prime;
        }

        return count;
    }

    private static BigInteger Residue(Architecture architecture, double[] theta, long prime)
    {
        var sum = BigInteger.Zero;
        foreach (var output in PathSweep.Run(architecture, theta, new WeightPower(0), PathStarts.All, new ResidueArithmetic(prime)))
        {
            sum += new BigInteger(output.Value);
        }

        return sum % prime;
    }
}
