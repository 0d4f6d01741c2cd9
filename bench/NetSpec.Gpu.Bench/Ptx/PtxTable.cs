using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>The table of the verb <c>ptx</c>.</summary>
internal static class PtxTable
{
    private static readonly string[] Head =
    [
        "pattern", "precision", "layout", "tile", "threads", "live registers", "shared bytes", "loop instructions", "multiply-adds", "global loads vector/scalar",
        "shared loads vector/scalar", "barriers", "mma", "global load efficiency", "global store efficiency", "shared load efficiency", "worst error of tolerance",
    ];

    private static readonly string[] AssembledHead =
    [
        "registers", "spilled bytes", "hot loop instructions", "hot loop products", "hot loop shared loads/stores", "hot loop global loads", "issue slots", "products of them",
    ];

    public static string Format(IReadOnlyList<PtxRow> rows, bool isCsv)
    {
        var isAssembled = rows.Any(row => row.Assembled is not null);
        string[] head = [.. Head, .. isAssembled ? AssembledHead : [], "problems"];
        var lines = rows.Select(row => (string[])[.. Cells(row), .. isAssembled ? AssembledCells(row) : [], string.Join("; ", row.Problems)]);
        return isCsv
            ? string.Concat(lines.Prepend(head).Select(cells => string.Join(',', cells.Select(Quote)) + "\n"))
            : string.Concat(lines.Prepend([.. head.Select(_ => "---")]).Prepend(head).Select(cells => "| " + string.Join(" | ", cells) + " |\n"));
    }

    private static string[] Cells(PtxRow row)
    {
        var p = row.Key.Pattern;
        var (tiles, facts) = (row.Kernel?.Tiles, row.Facts);
        var (loop, nest) = (facts?.MainLoop, facts?.MainNest);
        return
        [
            Invariant($"({p.A}, {p.B}, {p.C}, {p.D})"),
            row.Key.IsHalf ? "fp16" : "fp32",
            row.Key.IsBatchLast ? "last" : "first",
            tiles is null ? "" : Invariant($"{tiles.Rows}x{tiles.Batch}x{tiles.Depth}{(tiles.Interleaved > 1 ? Invariant($" of {tiles.Interleaved}") : "")}"),
            Invariant($"{tiles?.Threads}"),
            Invariant($"{facts?.Liveness.Registers}"),
            Invariant($"{facts?.Kernel.SharedBytes}"),
            Invariant($"{loop?.Instructions}"),
            Invariant($"{loop?.MultiplyAdds}"),
            Invariant($"{nest?.GlobalVectorLoads}/{nest?.GlobalScalarLoads}"),
            Invariant($"{loop?.SharedVectorLoads}/{loop?.SharedScalarLoads}"),
            Invariant($"{nest?.Barriers}"),
            Invariant($"{loop?.MatrixProducts}"),
            Share(row.Largest?.Efficiency(PtxSpace.Global, stores: false)),
            Share(row.Largest?.Efficiency(PtxSpace.Global, stores: true)),
            Share(row.Largest?.Efficiency(PtxSpace.Shared, stores: false)),
            row.WorstError is { } error ? Invariant($"{error:f3}") : "",
        ];
    }

    private static string[] AssembledCells(PtxRow row)
    {
        var (report, loop) = (row.Assembled?.Report, row.Assembled?.Code.HotLoop);
        return
        [
            Invariant($"{report?.Registers}"),
            Invariant($"{report?.SpilledBytes}"),
            Invariant($"{loop?.Instructions}"),
            Share(loop?.ProductShare),
            loop is null ? "" : Invariant($"{loop.SharedLoads}/{loop.SharedStores}"),
            Invariant($"{loop?.GlobalLoads}"),
            Invariant($"{row.Work?.Slots}"),
            Share(row.Work?.ProductShare),
        ];
    }

    private static string Share(double? value) => value is { } share && double.IsFinite(share) ? Invariant($"{100 * share:f0} %") : "";

    private static string Quote(string cell) => cell.Contains(',', StringComparison.Ordinal) || cell.Contains('"', StringComparison.Ordinal) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
