using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Compiler.Rewrites.PathNorms;

/// <summary>
/// Finds how many equal rows (columns) an op's result can do without, such that the same op on fewer rows of its operand
/// computes the rest: exactly, because every tap of every row that stays is shown to read a row of the right class.
/// </summary>
internal static class CutSearch
{
    /// <summary>Transposed convolutions repeat rows with a period, that of their strides.</summary>
    private const int MaxPeriod = 16;

    /// <summary>Taps that a search looks at. Rows that differ from all others over thousands of paddings would take any number.</summary>
    private const int MostTaps = 1 << 22;

    /// <summary>The cut of a result and the one its operand needs for it; no cut at all when none is found.</summary>
    /// <param name="axis">What the op does along the side.</param>
    /// <param name="operand">The classes of the operand's rows.</param>
    /// <param name="stored">How the operand is stored, which is preferred.</param>
    /// <param name="taps">What each row of the result reads.</param>
    /// <param name="result">The classes of its rows.</param>
    public static (Cut Result, Cut Operand) Find(Axis axis, int[] operand, Cut stored, int[][] taps, int[] result)
    {
        var left = (long)MostTaps;
        foreach (var run in Runs(result, axis.Up))
        {
            for (var dropped = run.Dropped; dropped > 0; dropped -= run.Step)
            {
                var needed = dropped / axis.Up * axis.Down;
                if (needed >= operand.Length)
                    continue;

                if (left < 0)
                    return default;

                left -= (long)(result.Length - dropped) * taps[0].Length;
                var reduced = AxisTaps.Of(axis, operand.Length - needed, result.Length - dropped);
                for (var at = run.At; at <= run.End - dropped; at++)
                {
                    var cut = new Cut(at, dropped);
                    foreach (var from in Starts(stored, needed, operand.Length))
                    {
                        var same = Same(cut, new Cut(from, needed), taps, reduced, operand);
                        if (same == reduced.Length)
                            return (cut, new Cut(from, needed));

                        left -= (same + 1L) * taps[0].Length;
                        if (left < 0)
                            return default;
                    }
                }
            }
        }

        return default;
    }

    /// <summary>The cut that leaves out the most rows of a value whatever computes it; one of some given cuts where it leaves out as many.</summary>
    public static Cut Most(int[] classes, IEnumerable<Cut> preferred)
    {
        var run = Runs(classes, 1).FirstOrDefault();
        var best = run.Dropped == 0 ? default : new Cut(run.At, run.Dropped);
        return preferred.FirstOrDefault(cut => cut.Dropped == best.Dropped && cut.Dropped > 0 && Covers(cut, classes)) is { Dropped: > 0 } same ? same : best;
    }

    /// <summary>Whether the op on the reduced operand reads, at every tap of every row, a row of the class that it should.</summary>
    public static bool IsExact(Cut result, Cut operand, int[][] taps, int[][] reduced, int[] classes) =>
        Same(result, operand, taps, reduced, classes) == reduced.Length;

    /// <summary>The rows up to the first one that reads another class than it should; all where none does.</summary>
    private static int Same(Cut result, Cut operand, int[][] taps, int[][] reduced, int[] classes)
    {
        for (var row = 0; row < reduced.Length; row++)
        {
            var full = taps[result.Full(row)];
            for (var tap = 0; tap < full.Length; tap++)
            {
                var (found, wanted) = (reduced[row][tap], full[tap]);
                if (found < 0 || wanted < 0 ? found != wanted : classes[operand.Full(found)] != classes[wanted])
                    return row;
            }
        }

        return reduced.Length;
    }

    /// <summary>Whether every class is among the rows that a cut keeps.</summary>
    private static bool Covers(Cut cut, int[] classes)
    {
        var kept = new HashSet<int>(classes.Where((_, row) => cut.Keeps(row)));
        return classes.All(kept.Contains);
    }

    /// <summary>
    /// The longest periodic stretch of rows for each period, those first that do without the most rows: one period stays,
    /// whole periods behind it may go.
    /// </summary>
    private static IEnumerable<(int At, int End, int Dropped, int Step)> Runs(int[] classes, int multiple) =>
        Enumerable.Range(1, Math.Min(MaxPeriod, classes.Length / 2))
        .Select(period => Run(classes, period, multiple))
        .Where(run => run.Dropped > 0)
        .OrderByDescending(run => run.Dropped)
        .ThenBy(run => run.Step);

    private static (int At, int End, int Dropped, int Step) Run(int[] classes, int period, int multiple)
    {
        var (first, end) = (0, 0);
        for (int start = 0, row = period; row <= classes.Length; row++)
        {
            if (row < classes.Length && classes[row] == classes[row - period])
                continue;

            if (row - start > end - first)
                (first, end) = (start, row);
            start = row - period + 1;
        }

        var step = period * multiple / Common(period, multiple);
        return (first + period, end, Math.Max(0, end - first - period) / step * step, step);
    }

    private static int Common(int a, int b) => b == 0 ? a : Common(b, a % b);

    /// <summary>Where an operand may be cut: where it is cut already if that will do, then anywhere.</summary>
    private static IEnumerable<int> Starts(Cut stored, int needed, int size)
    {
        var all = Enumerable.Range(0, size - needed + 1);
        return stored.Dropped == needed ? all.Prepend(stored.At) : all;
    }
}
