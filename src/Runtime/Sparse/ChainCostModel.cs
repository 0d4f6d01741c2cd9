using System;
using System.Linq;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// Predicts what a factor takes: its multiply-adds at the rate of the kernel, and its reading and writing of features. A
/// factor (a, b, c, d) takes abcd·(1/rate + move·(b + c)/(bc)) nanoseconds a sample on one thread: the second term is
/// equation 5.2 of the thesis. Meant for ranking chains; absolute times depend on the machine. The default constants fit
/// <see cref="KroneckerProduct"/> on one core of a Zen 4 with 512-bit vectors, batches of 1,024 in the order
/// <see cref="BatchOrder.First"/>: from ks(512, 2, 2, 1) to ks(1, 1024, 1024, 1) times are 0.85 to 1.5 of what is predicted.
/// </summary>
public sealed record ChainCostModel
{
    /// <summary>The model with the constants that were measured.</summary>
    public static ChainCostModel Default { get; } = new();

    /// <summary>The rate of the kernel in the middle of a large factor.</summary>
    public double MultiplyAddsPerNanosecond { get; init; } = 56;

    /// <summary>What reading or writing one feature of one sample takes.</summary>
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
