using System;
using System.Globalization;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>A line of the table of a grid run.</summary>
/// <param name="Case">What was computed.</param>
/// <param name="Implementation">By whom: <c>netspec</c>, or a name of <see cref="KsPeers.AllNames"/>.</param>
/// <param name="MedianSeconds">The median over rounds; NaN where nothing was timed.</param>
/// <param name="BestSeconds">The least.</param>
/// <param name="Rounds">How often it was timed.</param>
/// <param name="LeftOut">Why it was not timed; empty where it was.</param>
internal sealed record KsRow(KsCase Case, string Implementation, double MedianSeconds, double BestSeconds, int Rounds, string LeftOut)
{
    /// <summary>The first line of a table.</summary>
    public const string Head = "a,b,c,d,batch,order,threads,implementation,median_seconds,best_seconds,rounds,left_out";

    public static KsRow Parse(string line)
    {
        var cells = line.Split(',', 12);
        if (cells.Length != 12)
            throw new FormatException($"'{line}' is not a line of a table of {Head}.");

        return new(
            new(new(Int(cells[0]), Int(cells[1]), Int(cells[2]), Int(cells[3])), Int(cells[4]), Enum.Parse<BatchOrder>(cells[5], ignoreCase: true), Int(cells[6])),
            cells[7],
            Double(cells[8]),
            Double(cells[9]),
            Int(cells[10]),
            cells[11]);
    }

    public override string ToString()
    {
        var (p, (_, batch, order, threads)) = (Case.Pattern, Case);
        return string.Create(CultureInfo.InvariantCulture, $"{p.A},{p.B},{p.C},{p.D},{batch},{(order == BatchOrder.Last ? "last" : "first")},{threads},{Implementation},{MedianSeconds:r},{BestSeconds:r},{Rounds},{LeftOut}");
    }

    private static int Int(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    private static double Double(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
