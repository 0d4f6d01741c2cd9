using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Reflection;
using NetSpec.Gpu.Bench.Kernels;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>The verb <c>grid</c>: times the products of the thesis' benchmark against PyTorch.</summary>
internal sealed class GridCommand
{
    private readonly Option<string> _device = new("--device") { Description = "cuda or, to try the program with a tiny batch, cpu.", DefaultValueFactory = _ => "cuda" };
    private readonly Option<int> _batch = new("--batch") { Description = "Samples.", DefaultValueFactory = _ => 25_088 };
    private readonly Option<string> _patterns = new("--patterns") { Description = "Patterns a,b,c,d joined by ';'; 'grid' for the 627 of the benchmark.", DefaultValueFactory = _ => "grid" };
    private readonly Option<string> _layouts = new("--layouts") { Description = "first, last or both.", DefaultValueFactory = _ => "both" };
    private readonly Option<string> _precisions = new("--precisions") { Description = "fp32, fp16 or both.", DefaultValueFactory = _ => "both" };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often each is timed.", DefaultValueFactory = _ => 7 };
    private readonly Option<string> _csv = new("--csv") { Description = "The table; what it has is not run again.", DefaultValueFactory = _ => "gpu-grid.csv" };
    private readonly Option<string> _python = new("--python")
    {
        Description = "The interpreter to look for torch in; 'none' for no peers.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("NETSPEC_PYTHON") ?? "python3",
    };

    private readonly Option<string> _peers = new("--peers") { Description = "Formulations, joined by ','.", DefaultValueFactory = _ => string.Join(',', GpuPeer.AllNames) };
    private readonly Option<double?> _memory = new("--memory") { Description = "GiB that the arrays of both processes may take; 0.85 of the device's by default." };
    private readonly Option<double> _denseLimit = new("--dense-limit") { Description = "Million million multiply-adds of the largest dense product that is timed.", DefaultValueFactory = _ => 20 };
    private readonly Option<double> _energy = new("--energy") { Description = "Seconds that each runs for its energy to be read; 0 for not at all.", DefaultValueFactory = _ => 0 };
    private readonly Option<uint> _nvml = new("--nvml-index") { Description = "The device's number in nvidia-smi.", DefaultValueFactory = _ => 0 };
    private readonly Option<FileInfo?> _kernels = new("--kernels") { Description = "The assembly that the verb 'kernels' wrote; without it kernels are compiled case by case." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var self = new GridCommand();
        var command = new Command("grid", "Times the products of the benchmark on a device against PyTorch, and appends to a table.")
        {
            self._device, self._batch, self._patterns, self._layouts, self._precisions, self._rounds, self._csv, self._python, self._peers,
            self._memory, self._denseLimit, self._energy, self._nvml, self._kernels,
        };
        command.SetAction(self.Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var name = arguments.GetValue(_device)!;
        if (name is not ("cuda" or "cpu"))
            throw new FormatException($"'{name}' is no device; there are cuda and cpu.");

        var patterns = arguments.GetValue(_patterns)! is "grid" ? BenchPatterns.All : [.. arguments.GetValue(_patterns)!.Split(';').Select(KernelSelection.Pattern)];
        var keys = KernelSelection.Keys(patterns, arguments.GetValue(_layouts)!, arguments.GetValue(_precisions)!);
        using var device = name == "cpu" ? ComputeDevice.OpenCpu() : ComputeDevice.Open();
        var reason = "not asked for";
        using var peer = arguments.GetValue(_python) is "none" ? null : GpuPeer.TryStart(arguments.GetValue(_python)!, name, out reason);
        Console.WriteLine($"{device.Accelerator.Name}; peers: {peer?.Version ?? $"none ({reason})"}");
        var options = new GridOptions
        {
            Cases = [.. keys.Select(key => new GpuCase(key, arguments.GetValue(_batch)))],
            Csv = arguments.GetValue(_csv)!,
            Peers = arguments.GetValue(_peers)!.Split(','),
            Rounds = arguments.GetValue(_rounds),
            MemoryGib = arguments.GetValue(_memory) ?? (name == "cpu" ? 4 : 0.85 * device.Accelerator.MemorySize / (1L << 30)),
            DenseLimit = arguments.GetValue(_denseLimit),
            EnergySeconds = arguments.GetValue(_energy),
            NvmlIndex = arguments.GetValue(_nvml),
            Kernels = arguments.GetValue(_kernels) is { } file ? Assembly.LoadFrom(file.FullName) : null,
        };
        return new GridRun(options, device, peer).Run() == 0 ? 0 : 1;
    }
}
