using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>Sums over paths: ‖Φ^{→v}‖_q^q for finite q (Theorem 3.1.1).</summary>
internal readonly struct SumArithmetic : IPathArithmetic
{
    public double Add(double sum, double term) => sum + term;

    public double MultiplyAdd(double sum, double weight, double value) => sum + (weight * value);

    public Vector256<double> MultiplyAdd(Vector256<double> sum, Vector256<double> weight, Vector256<double> value) =>
        Fma.IsSupported ? Fma.MultiplyAdd(weight, value, sum) : sum + (weight * value);

    public Magnitude Add(Magnitude sum, Magnitude term) => sum + term;

    public long Settle(Span<double> channel, bool hasDeepTerms, out bool isWide) => ChannelRange.Settle(channel, hasDeepTerms, out isWide);
}
