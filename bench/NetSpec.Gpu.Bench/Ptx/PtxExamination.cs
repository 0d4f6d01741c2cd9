using System;
using System.Collections.Generic;
using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>Everything that is looked at in one kernel.</summary>
internal static class PtxExamination
{
    /// <summary>Reads, assembles and runs a kernel.</summary>
    /// <param name="printed">The kernel.</param>
    /// <param name="assembler">The assembler, if there is one.</param>
    /// <param name="run">Whether it runs in the emulator.</param>
    public static PtxRow Of(PrintedKernel printed, PtxAssembler? assembler, bool run)
    {
        List<string> problems = printed.Problem is { } problem ? [OneLine(problem)] : [];
        PtxFacts? facts = null;
        AssembledKernel? assembled = null;
        SassWork? work = null;
        List<EmulatedResult> results = [];
        if (printed is { Emitted: { } emitted, Text: { } text })
        {
            var tile = KernelTileFacts.Of(printed.Key);
            Try(() =>
            {
                if (assembler is null)
                    return;

                assembled = assembler.Assemble(text);
                work = assembled.Code.Work(tile.Work);
                problems.AddRange(AssemblerChecks.Problems(emitted, assembled.Report));
            });
            Try(() =>
            {
                var kernel = PtxKernel.Parse(text);
                facts = PtxFacts.Of(kernel);
                problems.AddRange(PtxChecks.Problems(emitted, tile, facts, isAssembled: assembled is not null));
                if (!run)
                    return;

                results.Add(EmulatedRun.Run(emitted, kernel, 1, relu: false, hasResidual: true));
                results.Add(EmulatedRun.Run(emitted, kernel, emitted.Tiles.Batch, relu: true, hasResidual: false));
                results.Add(EmulatedRun.Run(emitted, kernel, (2 * emitted.Tiles.Batch) + 3, relu: false, hasResidual: false));
            });
        }

        return new(printed.Key, printed.Emitted, facts, assembled, work, results, problems);

        void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Exception exception) when (exception is PtxException or NotSupportedException or FormatException or InvalidOperationException)
            {
                problems.Add(OneLine(exception.Message));
            }
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
