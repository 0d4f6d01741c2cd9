using System;
using System.Linq;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// Predicts what a factor takes: its multiply-adds at the rate of the kernel, and its reading and writing of features. A
/// factor (a, b, c, d) takes abcd·(1/rate + move·(b + c)/(bc)) nanoseconds a sample on one thread: the second term is
/// equation 5.2 of the thesis. Meant for ranking chains; absolute times depend on the machine.
/// </summary>
public sealed record ChainCostModel
{
    /// <summary>What the constants were measured to be; see <see cref="MultiplyAddsPerNanosecond"/> and <see cref="NanosecondsPerFeature"/>.</summary>
    public static ChainCostModel Default { get; } = new();

    /// <summary>The rate of the kernel in the middle of a large factor.</summary>
    public double MultiplyAddsPerNanosecond { get; init; } = 45;

    /// <summary>What reading or writing one feature of one sample takes, in a batch of some hundred samples.</summary>
    public double NanosecondsPerFeature { get; init; } = 0.15;

    /// <summary>The expected time of a sample on one thread, in nanoseconds.</summary>
    public double Nanoseconds(KroneckerPattern pattern) =>
        pattern.NonZeros * ((1 / MultiplyAddsPerNanosecond) + (NanosecondsPerFeature * pattern.Rewritings));

    /// <summary>The sum over the factors of a chain.</summary>
    public double Nanoseconds(KroneckerChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.Sum(Nanoseconds);
    }
}
