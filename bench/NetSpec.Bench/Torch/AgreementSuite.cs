using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Bench.Peers;

namespace NetSpec.Bench.Torch;

/// <summary>Compares emitted passes with libtorch, output by output, in one table.</summary>
internal static class AgreementSuite
{
    private const string Usage = "agreement [--write folder]";

    /// <returns>0 where all agree; 1 where one does not, or libtorch is not here; 2 for other words.</returns>
    public static int Run(IReadOnlyList<string> args)
    {
        if (args.Count > 0 && !(args is ["--write", _]))
        {
            Console.Error.WriteLine($"The words are: {Usage}.");
            return 2;
        }

        if (Libtorch.TryLoad() is not { } torch)
        {
            Console.Error.WriteLine(
                "libtorch is not here. It comes with: dotnet run --project bench/NetSpec.Bench -c Release -p:NetSpecPeers=true -- agreement");
            return 1;
        }

        Console.WriteLine($"{"",-36}{"output",-10}{"numbers",10}{"largest",12}{"difference",12}{"of the largest",16}");
        List<AgreementRow> rows = [];
        foreach (var one in TorchCases.All)
        {
            var (ours, theirs) = one.Compute(torch);
            rows.AddRange(one.Outputs.Select((output, i) => Print(AgreementRow.Of(one.Name, output, ours[i], theirs[i]))));
        }

        var apart = rows.Count(row => !row.Agrees);
        Console.WriteLine(Text($"{rows.Count - apart} of {rows.Count} outputs are libtorch's within {AgreementRow.Tolerance:0e0} of their largest number;"));
        Console.WriteLine(Text($"the one furthest away is so by {rows.Max(row => row.Relative):0.0e0}"));
        if (args is [_, var folder])
            Console.WriteLine($"written: {AgreementFile.Write(folder, rows)}");
        return apart == 0 ? 0 : 1;
    }

    private static AgreementRow Print(AgreementRow row)
    {
        var size = Text($"{row.Values.Count,10:N0}{row.Largest,12:g4}");
        Console.WriteLine(Text($"{row.Net,-36}{row.Output,-10}{size}{row.Difference,12:0.0e0}{row.Relative,16:0.0e0}{(row.Agrees ? "" : "  apart")}"));
        return row;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
