using System;
using System.Collections.Generic;
using System.IO;

namespace NetSpec.Bench.Sparse;

/// <summary>Kronecker-sparse products: <c>ks preset</c>, <c>ks grid</c> and <c>ks summary</c>.</summary>
internal static class KsSuite
{
    public static void Run(IReadOnlyList<string> args)
    {
        var options = KsOptions.Parse(args);
        switch (options.Command)
        {
            case "grid":
                new KsGridRun(options).Run();
                break;
            case "preset":
                new KsPreset(options).Run();
                break;
            default:
                KsSummary.Print(File.Exists(options.Csv) ? new(options.Csv) : throw new FileNotFoundException($"There is no table '{options.Csv}'; 'ks grid' makes one."));
                break;
        }
    }
}
