using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace NetSpec.Bench;

/// <summary>
/// Times candidates in turn, one slice each a round, and compares medians of ratios within a round: a disturbance hits
/// neighbours alike.
/// </summary>
internal sealed class Rounds(int count, double sliceSeconds)
{
    private readonly FmaPeak _peak = new();

    /// <summary>Times everything on some threads and prints a table.</summary>
    public void Print(string title, IReadOnlyList<ICandidate> candidates, int threads)
    {
        List<ICandidate> all = [_peak, .. candidates];
        var repeats = all.Select(c => Calibrate(c, threads)).ToArray();
        var seconds = new double[all.Count, count];
        for (var round = 0; round < count; round++)
        {
            for (var i = 0; i < all.Count; i++)
            {
                seconds[i, round] = Time(all[i], threads, repeats[i]);
            }
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}, {threads} thread{(threads == 1 ? "" : "s")}"));
        Console.WriteLine($"{"",-34}{"median µs",12}{"best µs",12}{"GFLOP/s",10}{"% of peak",11}");
        var total = 0.0;
        for (var i = 0; i < all.Count; i++)
        {
            var times = Enumerable.Range(0, count).Select(r => seconds[i, r]).ToArray();
            var used = i == 0 ? 1 : threads;
            var ofPeak = Median(Enumerable.Range(0, count).Select(r => all[i].MultiplyAdds / seconds[i, r] / (used * all[0].MultiplyAdds / seconds[0, r])));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{all[i].Name,-34}{Median(times) * 1e6,12:F1}{times.Min() * 1e6,12:F1}{2e-9 * all[i].MultiplyAdds / Median(times),10:F1}{100 * ofPeak,11:F1}"));
            total += i == 0 ? 0 : Median(times);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-34}{total * 1e6,12:F1}"));
    }

    /// <summary>Times everything on some threads and compares it with the first.</summary>
    public void PrintRatios(IReadOnlyList<ICandidate> candidates, int threads)
    {
        var repeats = candidates.Select(c => Calibrate(c, threads)).ToArray();
        var seconds = new double[candidates.Count, count];
        for (var round = 0; round < count; round++)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                seconds[i, round] = Time(candidates[i], threads, repeats[i]);
            }
        }

        for (var i = 0; i < candidates.Count; i++)
        {
            var times = Enumerable.Range(0, count).Select(r => seconds[i, r]).ToArray();
            var ratio = Median(Enumerable.Range(0, count).Select(r => seconds[i, r] / seconds[0, r]));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{candidates[i].Name,-34}{Median(times) * 1e3,12:F2}{times.Min() * 1e3,12:F2}{ratio,10:F3}{times.Min() / Enumerable.Range(0, count).Min(r => seconds[0, r]),10:F3}"));
        }
    }

    /// <summary>The head of the tables of ratios.</summary>
    public static void PrintRatioHead(string title, int threads)
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}, {threads} thread{(threads == 1 ? "" : "s")}"));
        Console.WriteLine($"{"",-34}{"median ms",12}{"best ms",12}{"ratio",10}{"of bests",10}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static double Time(ICandidate candidate, int threads, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
        {
            candidate.Run(threads);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }

    private int Calibrate(ICandidate candidate, int threads)
    {
        Time(candidate, threads, 3);
        var once = Math.Min(Time(candidate, threads, 1), Time(candidate, threads, 1));
        return (int)Math.Clamp(sliceSeconds / once, 1, 1_000_000);
    }
}
