using System;
using System.Globalization;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>A line of the table of a grid run.</summary>
/// <param name="Case">What was computed.</param>
/// <param name="Implementation">By whom: <c>netspec</c>, or a name of <see cref="GpuPeer.AllNames"/>.</param>
/// <param name="MedianSeconds">The median over rounds; NaN where nothing was timed.</param>
/// <param name="BestSeconds">The least.</param>
/// <param name="Rounds">How often it was timed.</param>
/// <param name="Joules">What the device consumed for one product; NaN where it was not asked for or is not reported.</param>
/// <param name="Error">The relative error on some samples.</param>
/// <param name="LeftOut">Why it was not timed; empty where it was.</param>
internal sealed record GpuRow(GpuCase Case, string Implementation, double MedianSeconds, double BestSeconds, int Rounds, double Joules, double Error, string LeftOut)
{
    /// <summary>The first line of a table.</summary>
    public const string Head = "a,b,c,d,batch,layout,precision,implementation,median_seconds,best_seconds,rounds,joules,error,left_out";

    public static GpuRow Without(GpuCase item, string implementation, string reason) =>
        new(item, implementation, double.NaN, double.NaN, 0, double.NaN, double.NaN, reason.ReplaceLineEndings(" "));

    public static GpuRow Parse(string line)
    {
        var cells = line.Split(',', 14);
        if (cells.Length != 14)
            throw new FormatException($"'{line}' is not a line of a table of {Head}.");

        return new(
            GpuCase.Of(new(Int(cells[0]), Int(cells[1]), Int(cells[2]), Int(cells[3])), cells[6], cells[5], Int(cells[4])),
            cells[7],
            Double(cells[8]),
            Double(cells[9]),
            Int(cells[10]),
            Double(cells[11]),
            Double(cells[12]),
            cells[13]);
    }

    public override string ToString()
    {
        var p = Case.Pattern;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{p.A},{p.B},{p.C},{p.D},{Case.Batch},{Case.Layout},{Case.Precision},{Implementation},{MedianSeconds:r},{BestSeconds:r},{Rounds},{Joules:r},{Error:r},{LeftOut}");
    }

    private static int Int(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    private static double Double(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
