using System.Collections.Generic;
using System.Globalization;
using NetSpec.Gpu.Bench.Kernels;
using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>What the PTX of a good kernel looks like.</summary>
internal static class PtxChecks
{
    private const int MostLiveRegisters = 128;
    private const int MostSharedBytes = 48 * 1024;

    /// <summary>What is not as it should be.</summary>
    /// <param name="emitted">The kernel.</param>
    /// <param name="tile">Its tile.</param>
    /// <param name="facts">What its text says.</param>
    /// <param name="isAssembled">
    /// Whether the assembler said how many registers there are. Those that live in the order of the text are an estimate of it from
    /// above: the assembler orders instructions anew, and its own number is what counts where there is one.
    /// </param>
    public static IEnumerable<string> Problems(EmittedKernel emitted, KernelTileFacts tile, PtxFacts facts, bool isAssembled)
    {
        var (loop, nest, kernel) = (facts.MainLoop, facts.MainNest, facts.Kernel);
        if (kernel.LocalBytes > 0 || facts.Whole.LocalAccesses > 0)
            yield return Invariant($"{kernel.LocalBytes} bytes of local memory, {facts.Whole.LocalAccesses} accesses");
        if (!isAssembled && facts.Liveness.Registers >= MostLiveRegisters)
            yield return Invariant($"{facts.Liveness.Registers} registers are live at '{facts.Liveness.Instruction}' in line {facts.Liveness.Instruction?.Line}");
        if (kernel.SharedBytes > MostSharedBytes)
            yield return Invariant($"{kernel.SharedBytes} bytes of shared memory");
        if (facts.HasMainLoop && nest.SharedScalarLoads > 0)
            yield return Invariant($"{nest.SharedScalarLoads} loads of single numbers from shared memory in the main loop");
        if (facts.HasMainLoop && nest.GlobalScalarLoads > tile.ScalarLoads)
            yield return Invariant($"{nest.GlobalScalarLoads} loads of single numbers from the device's memory in the main loop, of which {tile.ScalarLoads} are planned");
        if (facts.HasMainLoop && tile.IsLooped && nest.Barriers < 1)
            yield return "no barrier in the main loop";
        if (facts.Whole.Barriers < 1)
            yield return "no barrier";
        if (emitted.TakesAddresses && facts.HasMainLoop && loop.MatrixProducts != tile.MatrixProducts)
            yield return Invariant($"{loop.MatrixProducts} matrix products in the main loop, not {tile.MatrixProducts}");
    }

    private static string Invariant(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
