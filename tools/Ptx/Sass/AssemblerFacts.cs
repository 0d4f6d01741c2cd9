using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetSpec.Ptx;

/// <summary>What the assembler reports about a kernel, as <c>ptxas -v</c> says it.</summary>
/// <param name="Registers">32-bit registers of a thread.</param>
/// <param name="StackBytes">Local memory of a thread: what is indexed in ways that registers cannot be, and what is spilled.</param>
/// <param name="SpillStoreBytes">Bytes that are stored for want of registers.</param>
/// <param name="SpillLoadBytes">Bytes that are loaded again.</param>
/// <param name="SharedBytes">Shared memory of a group whose size is known.</param>
/// <param name="Barriers">Barriers of a group; null from assemblers that do not tell.</param>
/// <param name="Warnings">Its warnings.</param>
public sealed partial record AssemblerFacts(int Registers, int StackBytes, int SpillStoreBytes, int SpillLoadBytes, int SharedBytes, int? Barriers, IReadOnlyList<string> Warnings)
{
    /// <summary>Registers of a multiprocessor.</summary>
    public const int RegistersOfMultiprocessor = 64 * 1024;

    // Registers are handed out to warps, so many at a time to each of their threads.
    private const int WarpThreads = 32;
    private const int RegisterUnit = 8;

    /// <summary>Bytes that are stored or loaded for want of registers.</summary>
    public int SpilledBytes => SpillStoreBytes + SpillLoadBytes;

    /// <summary>Reads a report about one kernel.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AssemblerFacts Parse(string report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(
            Number(RegistersLine()) ?? throw new FormatException("The assembler does not say how many registers it used."),
            Number(StackLine()) ?? 0,
            Number(SpillStoresLine()) ?? 0,
            Number(SpillLoadsLine()) ?? 0,
            Number(SharedLine()) ?? 0,
            Number(BarriersLine()),
            [.. report.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Contains("warning", StringComparison.OrdinalIgnoreCase))]);

        int? Number(Regex line) => line.Match(report) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The registers that groups of so many threads take.</summary>
    public long RegistersOf(int threads, int groups) =>
        (long)(Registers + RegisterUnit - 1) / RegisterUnit * RegisterUnit * ((threads + WarpThreads - 1) / WarpThreads * WarpThreads) * groups;

    [GeneratedRegex(@"Used (\d+) registers")]
    private static partial Regex RegistersLine();

    [GeneratedRegex(@"(\d+) bytes stack frame")]
    private static partial Regex StackLine();

    [GeneratedRegex(@"(\d+) bytes spill stores")]
    private static partial Regex SpillStoresLine();

    [GeneratedRegex(@"(\d+) bytes spill loads")]
    private static partial Regex SpillLoadsLine();

    [GeneratedRegex(@"(\d+) bytes smem")]
    private static partial Regex SharedLine();

    [GeneratedRegex(@"used (\d+) barriers")]
    private static partial Regex BarriersLine();
}
