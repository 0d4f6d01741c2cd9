using System;
using System.Numerics;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>Primes of the size of a long.</summary>
internal static class Primes
{
    /// <summary>The bases with which the test of Miller and Rabin is right for all numbers below 3.3e24.</summary>
    private static readonly int[] Bases = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41];

    /// <summary>The largest prime below a number that is above 2.</summary>
    public static long Below(long limit)
    {
        var candidate = limit - 1;
        while (!IsPrime(candidate))
        {
            candidate--;
        }

        return candidate;
    }

    private static bool IsPrime(long number)
    {
        foreach (var prime in Bases)
        {
            if (number % prime == 0)
                return number == prime;
        }

        return number > 1 && Array.TrueForAll(Bases, witness => Passes(number, witness));
    }

    private static bool Passes(long number, int witness)
    {
        var twos = BitOperations.TrailingZeroCount(number - 1);
        var power = BigInteger.ModPow(witness, (number - 1) >> twos, number);
        if (power.IsOne || power == number - 1)
            return true;

        for (var i = 1; i < twos; i++)
        {
            power = power * power % number;
            if (power == number - 1)
                return true;
        }

        return false;
    }
}
