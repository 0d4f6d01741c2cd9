using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>What a table of the grid says, in the form of the thesis' Tables 5.3 and 5.4.</summary>
internal static class KsSummary
{
    private static readonly string[] Specialised = ["netspec", "bmm_strict", "bmm", "einsum", "bsr"];

    private static readonly string[] Generic = ["dense", "csr"];

    private static readonly string[] Peers = [.. Specialised.Skip(1), .. Generic];

    public static void Print(KsTable table)
    {
        foreach (var group in table.Rows.Where(row => row.LeftOut.Length == 0).GroupBy(row => (row.Case.Batch, row.Case.Threads)).OrderBy(group => group.Key))
        {
            var patterns = group.GroupBy(row => row.Case.Pattern).Select(rows => new Times(rows.Key, [.. rows])).ToList();
            Console.WriteLine();
            Console.WriteLine(Invariant($"batch {group.Key.Batch}, {group.Key.Threads} thread{(group.Key.Threads == 1 ? "" : "s")}: {patterns.Count} patterns. The share of them where the first is the faster, and how much (median) where it is;"));
            Console.WriteLine("of both layouts the better one, unless it says otherwise.");
            Line("kernels for the structure, against dense and csr", patterns, times => times.Best(Specialised), times => times.Best(Generic));
            Line("bmm, against all other peers", patterns, times => times.Best("bmm"), times => times.Best(Peers.Except(["bmm", "bmm_strict"])));
            Line("netspec, against all peers", patterns, times => times.Best("netspec"), times => times.Best(Peers));
            Line("netspec, against bmm as written", patterns, times => times.Best("netspec"), times => times.Best("bmm"));
            Line("netspec, against bmm with buffers allocated", patterns, times => times.Best("netspec"), times => times.Best("bmm_strict"));
            foreach (var order in (BatchOrder[])[BatchOrder.Last, BatchOrder.First])
            {
                var name = order == BatchOrder.Last ? "batch-last" : "batch-first";
                Line($"netspec, against all peers, {name} only", patterns, times => times.Of(order, "netspec"), times => times.Of(order, Peers));
                Line($"netspec, against bmm with buffers, {name} only", patterns, times => times.Of(order, "netspec"), times => times.Of(order, "bmm_strict"));
            }

            PrintLayouts(patterns);
            PrintByRewritings(patterns);
        }
    }

    private static void Line(string what, IReadOnlyList<Times> patterns, Func<Times, double> one, Func<Times, double> other)
    {
        var ratios = patterns.Select(times => other(times) / one(times)).Where(double.IsFinite).ToArray();
        if (ratios.Length == 0)
            return;

        var faster = ratios.Where(ratio => ratio > 1).ToArray();
        Console.WriteLine(Invariant($"  {what,-54}{(double)faster.Length / ratios.Length,8:p0}{(faster.Length == 0 ? "" : Invariant($"  x{Interleaved.Median(faster):f2}"))}  (of all: median x{Interleaved.Median(ratios):f2}, least x{ratios.Min():f2}, most x{ratios.Max():f2})"));
    }

    private static void PrintLayouts(IReadOnlyList<Times> patterns)
    {
        var ratios = patterns.Select(times => times.Of(BatchOrder.First, "netspec") / times.Of(BatchOrder.Last, "netspec")).Where(double.IsFinite).ToArray();
        if (ratios.Length > 0)
            Console.WriteLine(Invariant($"  batch-first takes {Interleaved.Median(ratios):f2} of the time of batch-last (median), {ratios.Min():f2} to {ratios.Max():f2}"));
    }

    /// <summary>Figure 5.8: the gain over the best specialised peer by rewritings a multiplication.</summary>
    private static void PrintByRewritings(IReadOnlyList<Times> patterns)
    {
        var points = patterns.Select(times => (times.Pattern.Rewritings, Ratio: times.Best(Specialised.Skip(1)) / times.Best("netspec"))).Where(point => double.IsFinite(point.Ratio)).OrderBy(point => point.Rewritings).ToArray();
        if (points.Length == 0)
            return;

        Console.WriteLine("  netspec against bmm, einsum and bsr, by (b + c)/(b·c):");
        var groups = Math.Min(6, points.Length);
        for (var g = 0; g < groups; g++)
        {
            var part = points[(g * points.Length / groups)..((g + 1) * points.Length / groups)];
            Console.WriteLine(Invariant($"    {part[0].Rewritings:f4} to {part[^1].Rewritings:f4}{part.Length,8} patterns, median x{Interleaved.Median(part.Select(point => point.Ratio)):f2}"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The median times of a pattern.</summary>
    private sealed class Times(KroneckerPattern pattern, IReadOnlyList<KsRow> rows)
    {
        public KroneckerPattern Pattern => pattern;

        /// <summary>The least of some implementations in one layout; NaN where none was timed.</summary>
        public double Of(BatchOrder order, params IEnumerable<string> names) => Least(rows.Where(row => row.Case.Order == order), names);

        /// <summary>The least of some implementations in any layout.</summary>
        public double Best(params IEnumerable<string> names) => Least(rows, names);

        private static double Least(IEnumerable<KsRow> rows, IEnumerable<string> names) =>
            rows.Where(row => names.Contains(row.Implementation)).Select(row => row.MedianSeconds).DefaultIfEmpty(double.NaN).Min();
    }
}
