using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using NetSpec.Generator.Planning.Gpu;
using NetSpec.Gpu.Bench.Kernels;
using NetSpec.Ptx;

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
    private readonly Option<FileInfo?> _table = new("--table") { Description = "The table: Markdown, or CSV if its name ends so." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var self = new PtxCommand();
        var command = new Command("ptx", "Prints the PTX of kernels, checks it, and runs it in an emulator against double precision; needs no device.")
        {
            self._patterns, self._layouts, self._precisions, self._noRun, self._save, self._table,
        };
        command.SetAction(self.Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var patterns = arguments.GetValue(_patterns)! is "grid" ? BenchPatterns.All : [.. arguments.GetValue(_patterns)!.Split(';').Select(KernelSelection.Pattern)];
        var keys = KernelSelection.Keys(patterns, arguments.GetValue(_layouts)!, arguments.GetValue(_precisions)!);
        var save = arguments.GetValue(_save);
        save?.Create();
        using var printer = new PtxPrinter();
        List<PtxRow> rows = [];
        foreach (var key in keys)
        {
            var row = Examine(key, printer, save, !arguments.GetValue(_noRun));
            rows.Add(row);
            Console.WriteLine(row.Describe());
        }

        if (arguments.GetValue(_table) is { } table)
            File.WriteAllText(table.FullName, PtxTable.Format(rows, isCsv: table.Extension == ".csv"));
        var bad = rows.Count(row => row.Problems.Count > 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} kernels, {bad} with problems"));
        return bad == 0 ? 0 : 1;
    }

    private static PtxRow Examine(FactorKernelKey key, PtxPrinter printer, DirectoryInfo? save, bool run)
    {
        List<string> problems = [];
        EmittedKernel? emitted = null;
        PtxFacts? facts = null;
        List<EmulatedResult> results = [];
        try
        {
            emitted = EmittedKernel.Cuda(KernelAssembly.Load([key]), key);
            var text = printer.Print(emitted);
            if (save is not null)
            {
                var name = Path.Combine(save.FullName, Generator.Emit.Gpu.FactorKernelNames.TypeName(key));
                File.WriteAllText(name + ".cs", KernelAssembly.Source(key));
                File.WriteAllText(name + ".ptx", text);
            }

            var kernel = PtxKernel.Parse(text);
            facts = PtxFacts.Of(kernel);
            problems.AddRange(PtxChecks.Problems(emitted, KernelTileFacts.Of(key), facts));
            if (run)
            {
                results.Add(EmulatedRun.Run(emitted, kernel, 1, relu: false, hasResidual: true));
                results.Add(EmulatedRun.Run(emitted, kernel, emitted.Tiles.Batch, relu: true, hasResidual: false));
                results.Add(EmulatedRun.Run(emitted, kernel, (2 * emitted.Tiles.Batch) + 3, relu: false, hasResidual: false));
            }
        }
        catch (Exception exception) when (exception is PtxException or NotSupportedException or FormatException or InvalidOperationException or ILGPU.InternalCompilerException)
        {
            problems.Add(exception.Message.ReplaceLineEndings(" "));
        }

        return new(key, emitted, facts, results, problems);
    }
}
