using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>What all kernels together are like, in a few lines.</summary>
internal static class PtxSummary
{
    public static IEnumerable<string> Lines(IReadOnlyList<PtxRow> rows)
    {
        if (rows.Where(row => row.Assembled is not null).ToArray() is { Length: > 0 } assembled)
            yield return Assembled(assembled);
        yield return Invariant($"{rows.Count} kernels, {rows.Count(row => row.Problems.Count > 0)} with problems");
    }

    private static string Assembled(PtxRow[] rows)
    {
        var spilled = rows.Count(row => row.Assembled!.Report.SpilledBytes > 0);
        int[] registers = [.. rows.Select(row => row.Assembled!.Report.Registers).Order()];

        // Others load once and multiply once: how they multiply is not what they take time for.
        double[] shares =
        [
            .. rows.Where(row => !row.Key.IsHalf && KernelTileFacts.Of(row.Key).Work.Steps > 1 && row.Assembled!.Code.HotLoop is not null)
                .Select(row => 100 * row.Assembled!.Code.HotLoop!.ProductShare)
                .Order(),
        ];
        return Invariant($"{rows.Length} kernels assembled, spills in {(spilled == 0 ? "none" : spilled)}, registers: median {registers[registers.Length / 2]}, most {registers[^1]}")
            + (shares.Length == 0 ? "" : Invariant($"; products in the hot loop, single precision of more than one step: least {shares[0]:f0} %, median {shares[shares.Length / 2]:f0} %"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
