using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Bench.Sparse;

/// <summary>Candidates in turn, one slice of time each a round, so that a disturbance hits neighbours alike.</summary>
internal static class Interleaved
{
    // All take part in fewer rounds, but one, where more would take longer in sum.
    private const double MostSeconds = 2;

    // What takes longer is run once before it is timed: the first run over new memory pays for the system's tables of its pages.
    private const double SlowSeconds = 0.1;

    /// <summary>Seconds a run in each round, by candidate.</summary>
    /// <param name="candidates">Who takes turns.</param>
    /// <param name="rounds">Turns of each at most.</param>
    /// <param name="sliceSeconds">How long a turn is, where a run does not take longer.</param>
    /// <param name="settle">Whether to wait for threads that spin.</param>
    public static IReadOnlyList<double[]> Measure(IReadOnlyList<ITimed> candidates, int rounds, double sliceSeconds = 0.02, bool settle = true)
    {
        var once = candidates.Select(candidate => Calibrate(candidate, settle)).ToArray();
        var seconds = candidates.Select(_ => new List<double>()).ToArray();
        rounds = (int)Math.Clamp(MostSeconds / once.Sum(), 1, rounds);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                var runs = (int)Math.Clamp(sliceSeconds / once[i], 1, 100_000);
                candidates[i].Time(1);
                seconds[i].Add(candidates[i].Time(runs));
                if (settle)
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

    private static double Calibrate(ITimed candidate, bool settle)
    {
        var first = candidate.Time(1);
        var once = first > SlowSeconds ? first : Math.Min(candidate.Time(1), candidate.Time(1));
        if (settle)
            candidate.Settle();
        return once;
    }
}
