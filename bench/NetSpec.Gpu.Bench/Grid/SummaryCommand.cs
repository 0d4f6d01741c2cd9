using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Bench.Sparse;
using NetSpec.Dsl.Ops;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>The verb <c>summary</c>: what a table of the grid says.</summary>
internal static class SummaryCommand
{
    private const string Ours = "netspec";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var csv = new Option<FileInfo>("--csv") { Description = "The table.", DefaultValueFactory = _ => new("gpu-grid.csv") };
        var command = new Command("summary", "On which share of the patterns ours is the fastest, and by how much.") { csv };
        command.SetAction(arguments =>
        {
            var file = arguments.GetValue(csv)!;
            if (!file.Exists)
                throw new FileNotFoundException($"There is no table '{file}'; the verb 'grid' makes one.");
            Print([.. new GpuTable(file.FullName).Rows]);
        });
        return command;
    }

    private static void Print(IReadOnlyList<GpuRow> all)
    {
        foreach (var group in all.Where(row => row.LeftOut.Length == 0).GroupBy(row => (row.Case.Batch, row.Case.Precision)).OrderBy(group => group.Key))
        {
            Console.WriteLine();
            Console.WriteLine(Invariant($"batch {group.Key.Batch}, {group.Key.Precision}: the share of the patterns where ours is the faster, and the median of their times in ours"));
            foreach (var layout in (string[])["last", "first"])
            {
                var rows = group.Where(row => row.Case.Layout == layout).ToArray();
                var peers = rows.Select(row => row.Implementation).Distinct().Where(name => name != Ours).Order().ToArray();
                Compare($"batch-{layout}, all peers", rows, peers, row => row.MedianSeconds);
                foreach (var peer in peers)
                {
                    Compare($"batch-{layout}, {peer}", rows, [peer], row => row.MedianSeconds);
                }

                Compare($"batch-{layout}, energy, all peers", rows, peers, row => row.Joules);
            }

            var both = group.ToArray();
            Compare("of both layouts the better one, all peers", both, [.. both.Select(row => row.Implementation).Distinct().Where(name => name != Ours)], row => row.MedianSeconds);
            Layouts(both);
        }

        foreach (var row in all.Where(row => row.Implementation == Ours && row.LeftOut.Length > 0))
        {
            Console.WriteLine(Invariant($"not timed: {row.Case.Pattern} {row.Case.Precision} batch-{row.Case.Layout}: {row.LeftOut}"));
        }
    }

    private static void Compare(string what, IEnumerable<GpuRow> rows, IReadOnlyCollection<string> peers, Func<GpuRow, double> measure)
    {
        var ratios = rows.GroupBy(row => row.Case.Pattern).Select(pattern => Least(pattern, peers, measure) / Least(pattern, [Ours], measure)).Where(double.IsFinite).ToArray();
        if (ratios.Length == 0)
            return;

        var share = (double)ratios.Count(ratio => ratio > 1) / ratios.Length;
        Console.WriteLine(Invariant($"  {what,-46}{share,8:p1}  x{Interleaved.Median(ratios):f2}  ({ratios.Length} patterns, least x{ratios.Min():f2}, most x{ratios.Max():f2})"));
    }

    private static void Layouts(IEnumerable<GpuRow> rows)
    {
        var ratios = rows.Where(row => row.Implementation == Ours).GroupBy(row => row.Case.Pattern).Select(pattern => Of(pattern, "first") / Of(pattern, "last")).Where(double.IsFinite).ToArray();
        if (ratios.Length > 0)
            Console.WriteLine(Invariant($"  ours takes {Interleaved.Median(ratios):f2} of its time batch-last when batch-first (median), {ratios.Min():f2} to {ratios.Max():f2}"));

        static double Of(IGrouping<KsPattern, GpuRow> rows, string layout) => rows.Where(row => row.Case.Layout == layout).Select(row => row.MedianSeconds).FirstOrDefault(double.NaN);
    }

    private static double Least(IEnumerable<GpuRow> rows, IReadOnlyCollection<string> names, Func<GpuRow, double> measure) =>
        rows.Where(row => names.Contains(row.Implementation)).Select(measure).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
