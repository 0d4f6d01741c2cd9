using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Bench.Sparse;

/// <summary>Candidates in turn, one slice of time each a round, so that a disturbance hits neighbours alike.</summary>
internal static class Interleaved
{
    private const double SliceSeconds = 0.02;

    // A candidate that takes longer is timed in one round only.
    private const double SlowSeconds = 3;

    /// <summary>Seconds a run in each round, by candidate.</summary>
    public static IReadOnlyList<double[]> Measure(IReadOnlyList<ITimed> candidates, int rounds)
    {
        var once = candidates.Select(Calibrate).ToArray();
        var seconds = candidates.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                if (round > 0 && once[i] > SlowSeconds)
                    continue;

                var runs = (int)Math.Clamp(SliceSeconds / once[i], 1, 100_000);
                if (runs > 1)
                    candidates[i].Time(1);
                seconds[i].Add(candidates[i].Time(runs));
                candidates[i].Settle();
            }
        }

        return [.. seconds.Select(times => times.ToArray())];
    }

    /// <summary>The median of the ratios within a round, or the ratio of medians where one of the two was timed less often.</summary>
    public static double Ratio(double[] numerator, double[] denominator) => numerator.Length == denominator.Length
        ? Median(numerator.Zip(denominator, (x, y) => x / y))
        : Median(numerator) / Median(denominator);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static double Calibrate(ITimed candidate)
    {
        var first = candidate.Time(1);
        var once = first > SlowSeconds ? first : Math.Min(candidate.Time(1), candidate.Time(1));
        candidate.Settle();
        return once;
    }
}
