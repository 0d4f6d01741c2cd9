using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Gpu.Bench.Kernels;
using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>What was found out about a kernel.</summary>
/// <param name="Key">What it is specialised to.</param>
/// <param name="Kernel">The kernel; null where it did not compile.</param>
/// <param name="Facts">What its text says; null where it was not printed.</param>
/// <param name="Assembled">What the assembler made of it; null without one.</param>
/// <param name="Work">What a thread issues; null without an assembler.</param>
/// <param name="Results">Its launches in the emulator.</param>
/// <param name="Problems">What is not as it should be.</param>
internal sealed record PtxRow(FactorKernelKey Key, EmittedKernel? Kernel, PtxFacts? Facts, AssembledKernel? Assembled, SassWork? Work, IReadOnlyList<EmulatedResult> Results, IReadOnlyList<string> Problems)
{
    /// <summary>The launch with the most samples, which says most about memory.</summary>
    public PtxLaunch? Largest => Results.MaxBy(result => result.Batch)?.Launch;

    /// <summary>Whether every launch was right; null where there was none.</summary>
    public double? WorstError => Results.Count == 0 ? null : Results.Max(result => result.WorstError);

    public string Describe()
    {
        var p = Key.Pattern;
        var name = string.Create(CultureInfo.InvariantCulture, $"({p.A}, {p.B}, {p.C}, {p.D}) {(Key.IsHalf ? "fp16" : "fp32")} {(Key.IsBatchLast ? "last" : "first")}");
        var facts = Facts is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {Kernel!.Tiles.Threads} threads, {Facts.Liveness.Registers} live registers, {Facts.MainLoop.Instructions} instructions in the main loop");
        return $"{name,-30}{facts}{DescribeAssembled()}{(Problems.Count == 0 ? "" : "  PROBLEM: " + string.Join("; ", Problems))}";
    }

    private string DescribeAssembled()
    {
        if (Assembled is null)
            return "";

        var (mix, where) = Assembled.Code.HotLoop is { } loop ? (loop, "in its loop") : (Assembled.Code.Whole, "without a loop");
        return string.Create(CultureInfo.InvariantCulture, $", assembled: {Assembled.Report.Registers} registers, {mix.Instructions} instructions {where}, {100 * mix.ProductShare:f0} % products");
    }
}
