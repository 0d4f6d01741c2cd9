using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// Measures chains on this machine, factor by factor with <see cref="KroneckerProduct"/>. A network compiled from a spec is a
/// little faster than the sum of its factors: it keeps what passes between them in the cache.
/// </summary>
/// <example><code>
/// var timer = new ChainTimer { Batch = 2048, Order = BatchOrder.Last, Threads = 2 };
/// var ranked = timer.Rank(ChainSearch.ByPredictedTime(candidates).Take(10));
/// </code></example>
public sealed record ChainTimer
{
    /// <summary>Samples multiplied at a time.</summary>
    public int Batch { get; init; } = 1024;

    /// <summary>How the samples lie in memory.</summary>
    public BatchOrder Order { get; init; } = BatchOrder.First;

    /// <summary>Threads that may take part.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How long a factor is measured. The fastest round counts: others were disturbed.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The time of one batch through one factor.</summary>
    public TimeSpan Measure(KroneckerPattern pattern)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        using var product = new KroneckerProduct(pattern, Ramp(pattern.NonZeros));
        var (x, y) = (Ramp(checked(Batch * pattern.Columns)), new float[checked(Batch * pattern.Rows)]);
        var fastest = TimeSpan.MaxValue;
        product.Multiply(x, y, Batch, Order, Threads);
        var watch = Stopwatch.StartNew();
        do
        {
            var start = watch.Elapsed;
            product.Multiply(x, y, Batch, Order, Threads);
            var time = watch.Elapsed - start;
            fastest = time < fastest ? time : fastest;
        }
        while (watch.Elapsed < Budget);

        return fastest;
    }

    /// <summary>The time of one batch through all factors of a chain, one after another.</summary>
    public TimeSpan Measure(KroneckerChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.Aggregate(TimeSpan.Zero, (sum, pattern) => sum + Measure(pattern));
    }

    /// <summary>Candidates with the measured time of a batch, the fastest first. A pattern that several chains have is measured once.</summary>
    public IReadOnlyList<(ChainCandidate Candidate, TimeSpan Time)> Rank(IEnumerable<ChainCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var times = new Dictionary<KroneckerPattern, TimeSpan>();
        var ranked = new List<(ChainCandidate Candidate, TimeSpan Time)>();
        foreach (var candidate in candidates)
        {
            var time = TimeSpan.Zero;
            foreach (var pattern in candidate.Chain)
            {
                if (!times.TryGetValue(pattern, out var measured))
                    times.Add(pattern, measured = Measure(pattern));
                time += measured;
            }

            ranked.Add((candidate, time));
        }

        return [.. ranked.OrderBy(pair => pair.Time)];
    }

    /// <summary>Numbers of normal size: zeros or denormals would be timed wrongly.</summary>
    private static float[] Ramp(int length)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = ((i % 61) - 30) / 61f;
        }

        return values;
    }
}
