using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using NetSpec.Gpu.Bench.Kernels;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>The verb <c>ptx</c>: prints kernels, checks what was printed, runs it in the emulator.</summary>
internal sealed class PtxCommand
{
    // Those of the CPU's preset, ones that exercise every kind of ragged edge, and fully connected layers.
    private const string Preset =
        "1,768,192,2;1,192,48,2;2,48,192,1;6,64,64,1;1,64,64,16;1,256,256,4;4,64,64,4;2,128,32,8;"
        + "1,1,1,1;3,5,7,2;2,33,17,3;4,12,20,5;1,2,2,64;64,2,2,1;1,10,784,1;1,96,100,1;2,65,129,4;1,48,48,24;1,40,24,6";

    private readonly Option<string> _patterns = new("--patterns") { Description = "Patterns a,b,c,d joined by ';'; 'grid' for the 627 of the benchmark.", DefaultValueFactory = _ => Preset };
    private readonly Option<string> _layouts = new("--layouts") { Description = "first, last or both.", DefaultValueFactory = _ => "both" };
    private readonly Option<string> _precisions = new("--precisions") { Description = "fp32, fp16 or both.", DefaultValueFactory = _ => "both" };
    private readonly Option<bool> _noRun = new("--no-run") { Description = "Prints and checks only." };
    private readonly Option<DirectoryInfo?> _save = new("--save") { Description = "Where the emitted C# and the PTX of every kernel are written." };
    private readonly Option<int> _every = new("--every") { Description = "Takes every N-th pattern of the list.", DefaultValueFactory = _ => 1 };
    private readonly Option<DirectoryInfo?> _assembler = new("--assembler") { Description = "The folder of NVIDIA's ptxas and cuobjdump, of CUDA 11.8 or later: kernels are assembled and their machine code is checked." };
    private readonly Option<string> _architecture = new("--architecture") { Description = "What is assembled for.", DefaultValueFactory = _ => "sm_80" };
    private readonly Option<FileInfo?> _table = new("--table") { Description = "The table: Markdown, or CSV if its name ends so." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var self = new PtxCommand();
        var command = new Command("ptx", "Prints the PTX of kernels, checks it, assembles it where there is an assembler, and runs it in an emulator against double precision; needs no device.")
        {
            self._patterns, self._every, self._layouts, self._precisions, self._noRun, self._assembler, self._architecture, self._save, self._table,
        };
        command.SetAction(self.Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var patterns = arguments.GetValue(_patterns)! is "grid" ? BenchPatterns.All : [.. arguments.GetValue(_patterns)!.Split(';').Select(KernelSelection.Pattern)];
        var every = arguments.GetValue(_every);
        if (every < 1)
            throw new FormatException("--every is a number above 0.");

        var keys = KernelSelection.Keys(patterns.Where((_, i) => i % every == 0), arguments.GetValue(_layouts)!, arguments.GetValue(_precisions)!);
        var assembler = arguments.GetValue(_assembler) is { } folder ? new PtxAssembler(folder, arguments.GetValue(_architecture)!) : null;
        var run = !arguments.GetValue(_noRun);
        var save = arguments.GetValue(_save);
        save?.Create();
        using var printer = new PtxPrinter(forOlderAssemblers: assembler is not null);

        // ILGPU prints one kernel after the other, as this asks for them; what is done with a kernel then is done beside others.
        var printed = Partitioner.Create(keys.Select(key => PrintedKernel.Of(key, printer, save)), EnumerablePartitionerOptions.NoBuffering);
        var examined = printed.AsParallel().AsOrdered()
            .WithDegreeOfParallelism(Environment.ProcessorCount)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(kernel => PtxExamination.Of(kernel, assembler, run));
        List<PtxRow> rows = [];
        foreach (var row in examined)
        {
            rows.Add(row);
            Console.WriteLine(row.Describe());
        }

        if (arguments.GetValue(_table) is { } table)
            File.WriteAllText(table.FullName, PtxTable.Format(rows, isCsv: table.Extension == ".csv"));
        foreach (var line in PtxSummary.Lines(rows))
            Console.WriteLine(line);
        return rows.All(row => row.Problems.Count == 0) ? 0 : 1;
    }
}
