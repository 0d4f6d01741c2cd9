using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>What a table of the grid says: how many times as long as ours the best peer takes, by batch, threads, layout and kind of pattern.</summary>
internal static class KsSummary
{
    private const int Slowest = 12;

    public static void Print(KsTable table)
    {
        foreach (var group in table.Rows.Where(row => row.LeftOut.Length == 0).GroupBy(row => (row.Case.Batch, row.Case.Threads)).OrderBy(group => group.Key))
        {
            var cases = group.GroupBy(row => row.Case).Select(rows => new Times(rows.Key, [.. rows])).ToList();
            Console.WriteLine();
            Console.WriteLine(Invariant($"batch {group.Key.Batch}, {group.Key.Threads} thread(s): {cases.Select(times => times.Case.Pattern).Distinct().Count()} patterns. The best peer's time in ours:"));
            foreach (var layout in cases.GroupBy(times => times.Case.Order).OrderBy(layout => layout.Key == BatchOrder.First))
            {
                var name = layout.Key == BatchOrder.Last ? "batch-last" : "batch-first";
                Line($"{name}, all", layout, times => times.Ratio);
                foreach (var peer in KsPeers.AllNames)
                {
                    Line($"{name}, against {peer} alone", layout, times => times.Of(peer) / times.Of(KsPeers.Ours));
                }

                foreach (var (kind, has) in Kinds)
                {
                    Line($"{name}, {kind}", layout.Where(times => has(times.Case.Pattern)), times => times.Ratio);
                }

                Console.WriteLine($"  {name}, least: " + string.Join(", ", layout.OrderBy(times => times.Ratio).Take(Slowest).Select(times => Invariant($"{Short(times.Case.Pattern)} {times.Ratio:f2}"))));
            }

            var layouts = cases.GroupBy(times => times.Case.Pattern).Where(two => two.Count() == 2).Select(two =>
                two.Single(times => times.Case.Order == BatchOrder.First).Of(KsPeers.Ours) / two.Single(times => times.Case.Order == BatchOrder.Last).Of(KsPeers.Ours)).ToArray();
            if (layouts.Length > 0)
                Console.WriteLine(Invariant($"  ours takes {Interleaved.Median(layouts):f2} of the time of batch-last batch-first (median), {layouts.Min():f2} to {layouts.Max():f2}"));
        }
    }

    private static IEnumerable<(string Kind, Func<KroneckerPattern, bool> Has)> Kinds =>
    [
        ("d = 1", pattern => pattern.D == 1),
        ("d of 2 to 8", pattern => pattern.D is >= 2 and <= 8),
        ("d of 12 to 48", pattern => pattern.D is > 8 and <= 48),
        ("d of 64 to 128", pattern => pattern.D > 48),
        ("b + c below 256", pattern => pattern.B + pattern.C < 256),
        ("b + c of 256 to 767", pattern => pattern.B + pattern.C is >= 256 and < 768),
        ("b + c from 768", pattern => pattern.B + pattern.C >= 768),
    ];

    private static void Line(string what, IEnumerable<Times> cases, Func<Times, double> ratio)
    {
        var ratios = cases.Select(ratio).Where(double.IsFinite).ToArray();
        if (ratios.Length > 0)
            Console.WriteLine(Invariant($"  {what,-40}{ratios.Length,5}: at least 1 on {(double)ratios.Count(value => value >= 1) / ratios.Length,6:p1}, median {Interleaved.Median(ratios):f2}, least {ratios.Min():f2}, most {ratios.Max():f2}"));
    }

    private static string Short(KroneckerPattern p) => Invariant($"({p.A}, {p.B}, {p.C}, {p.D})");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The median times of a case.</summary>
    private sealed class Times(KsCase item, IReadOnlyList<KsRow> rows)
    {
        public KsCase Case => item;

        /// <summary>The best peer's time in ours.</summary>
        public double Ratio => KsPeers.AllNames.Select(Of).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min() / Of(KsPeers.Ours);

        /// <summary>Of one implementation; NaN where it was not timed.</summary>
        public double Of(string name) => rows.Where(row => row.Implementation == name).Select(row => row.MedianSeconds).DefaultIfEmpty(double.NaN).First();
    }
}
