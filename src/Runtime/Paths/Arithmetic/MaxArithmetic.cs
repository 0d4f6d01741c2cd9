using System;
using System.Runtime.Intrinsics;

namespace NetSpec.Runtime.Paths.Arithmetic;

/// <summary>The largest path: ‖Φ^{→v}‖_∞, the sweep in the semiring (max, ×).</summary>
internal readonly struct MaxArithmetic : IPathArithmetic
{
    public double Add(double sum, double term) => Math.Max(sum, term);

    public double MultiplyAdd(double sum, double weight, double value) => Math.Max(sum, weight * value);

    public Vector256<double> MultiplyAdd(Vector256<double> sum, Vector256<double> weight, Vector256<double> value) =>
        Vector256.Max(sum, weight * value);

    public Magnitude Add(Magnitude sum, Magnitude term) => sum > term ? sum : term;

    public long Settle(Span<double> channel, bool hasDeepTerms, out bool isWide) => ChannelRange.Settle(channel, hasDeepTerms, out isWide);
}
