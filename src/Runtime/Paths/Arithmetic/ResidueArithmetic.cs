using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>
/// Numbers of paths modulo a prime, in doubles: exact while a neuron has so few antecedents that their sum stays below
/// 2^53. Weights are 0 and 1.
/// </summary>
/// <param name="prime">The modulus.</param>
internal readonly struct ResidueArithmetic(double prime) : IPathArithmetic
{
    public double Add(double sum, double term) => sum + term;

    public double MultiplyAdd(double sum, double weight, double value) => sum + (weight * value);

    public Vector256<double> MultiplyAdd(Vector256<double> sum, Vector256<double> weight, Vector256<double> value) =>
        Fma.IsSupported ? Fma.MultiplyAdd(weight, value, sum) : sum + (weight * value);

    public Magnitude Add(Magnitude sum, Magnitude term) => new((sum.Value + term.Value) % prime);

    public long Settle(Span<double> channel, bool hasDeepTerms, out bool isWide)
    {
        isWide = false;
        var reciprocal = 1 / prime;
        foreach (ref var value in channel)
        {
            // The quotient may be off by one; the rest is exact either way.
            var rest = Math.FusedMultiplyAdd(-Math.Floor(value * reciprocal), prime, value);
            value = rest < 0 ? rest + prime : rest >= prime ? rest - prime : rest;
        }

        return 0;
    }
}
