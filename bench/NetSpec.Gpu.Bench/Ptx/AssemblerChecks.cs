using System.Collections.Generic;
using System.Globalization;
using NetSpec.Gpu.Bench.Kernels;
using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>What the assembler reports about a good kernel.</summary>
internal static class AssemblerChecks
{
    /// <summary>What is not as it should be.</summary>
    /// <param name="emitted">The kernel.</param>
    /// <param name="report">What the assembler reports.</param>
    public static IEnumerable<string> Problems(EmittedKernel emitted, AssemblerFacts report)
    {
        var tiles = emitted.Tiles;
        foreach (var warning in report.Warnings)
        {
            yield return warning;
        }

        if (report.SpilledBytes > 0)
            yield return Invariant($"spills: {report.SpillStoreBytes} bytes are stored and {report.SpillLoadBytes} loaded for want of registers");
        else if (report.StackBytes > 0)
            yield return Invariant($"{report.StackBytes} bytes of local memory in machine code");

        // 128 registers for the 512 threads that a multiprocessor is to have; more where a kernel is planned for fewer threads.
        if (report.RegistersOf(tiles.Threads, tiles.GroupsPerMultiprocessor) > AssemblerFacts.RegistersOfMultiprocessor)
            yield return Invariant($"{report.Registers} registers: a multiprocessor has no room for {tiles.GroupsPerMultiprocessor} groups of {tiles.Threads} threads");
    }

    private static string Invariant(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
