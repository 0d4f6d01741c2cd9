using System;
using System.Collections.Generic;
using System.IO;
using NetSpec.Bench.Peers;

namespace NetSpec.Bench.Sparse;

/// <summary>Kronecker-sparse products: <c>ks preset</c>, <c>ks dense</c>, <c>ks adjoint</c>, <c>ks grid</c> and <c>ks summary</c>.</summary>
internal static class KsSuite
{
    /// <returns>The status of the process.</returns>
    public static int Run(IReadOnlyList<string> args)
    {
        var options = KsOptions.Parse(args);
        if (options.Command == "summary")
        {
            KsSummary.Print(File.Exists(options.Csv) ? new(options.Csv) : throw new FileNotFoundException($"There is no table '{options.Csv}'; 'ks grid' makes one."));
            return 0;
        }

        if (Libtorch.TryLoad() is not { } torch)
        {
            Console.Error.WriteLine("libtorch is not here. It comes with: dotnet run --project bench/NetSpec.Bench -c Release -p:NetSpecPeers=true -- ks");
            return 1;
        }

        Clock.CountsThread = options.Clock == "thread";
        if (options.Command == "grid")
            new KsGridRun(options, torch).Run();
        else if (options.Command == "adjoint")
            new KsAdjoint(options, torch).Run();
        else
            new KsPreset(options, torch, options.Command == "dense" ? PresetNet.Dense : PresetNet.All).Run();
        return 0;
    }
}
