using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Bench.Peers;

/// <summary>What a comparison ran on.</summary>
/// <param name="Processor">The model, as the processor calls itself.</param>
/// <param name="Cores">Logical processors that this process may use.</param>
/// <param name="Caches">The caches of the first core, from the nearest: <c>L1 data 48K</c>.</param>
/// <param name="Vectors">The vector width that kernels run at.</param>
/// <param name="System">Operating system and runtime.</param>
/// <param name="GigaflopsPerCore">Thousand million multiply-adds in float a second on one core, each counted twice, from registers alone.</param>
/// <param name="GigabytesPerSecond">Thousand million bytes that one core reads from memory in a second.</param>
/// <param name="GigabytesPerSecondOfAll">The same of all cores together.</param>
internal sealed record Machine(
    string Processor,
    int Cores,
    IReadOnlyList<string> Caches,
    string Vectors,
    string System,
    double GigaflopsPerCore,
    double GigabytesPerSecond,
    double GigabytesPerSecondOfAll)
{
    public static Machine Measure() => new(
        Model(),
        Environment.ProcessorCount,
        [.. CachesOfCore()],
        SimdLevels.Best.ToString(),
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
        2e-9 * FmaPeak.PerSecond(),
        1e-9 * MemoryBandwidth.Measure(threads: 1),
        1e-9 * MemoryBandwidth.Measure(Environment.ProcessorCount));

    /// <summary>A line for a table's head.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor} ({string.Join(", ", Caches)}), {Cores} core(s), {Vectors}: {GigaflopsPerCore:f0} GFLOP/s a core, reading "
        + $"{GigabytesPerSecond:f0} GB/s on one core and {GigabytesPerSecondOfAll:f0} on all; {System}");

    private static string Model()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var lines = File.Exists(CpuInfo) ? File.ReadAllLines(CpuInfo) : [];
        string? Field(string name) => Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : null;
        return Field("model name") is { } model
            ? Field("cpu family") is { } family ? $"{model}, family {family}, model {Field("model\t")}" : model
            : RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static IEnumerable<string> CachesOfCore()
    {
        const string Folder = "/sys/devices/system/cpu/cpu0/cache";
        if (!Directory.Exists(Folder))
            yield break;

        foreach (var index in Directory.GetDirectories(Folder, "index*").Order(StringComparer.Ordinal))
        {
            string Read(string name) => File.ReadAllText(Path.Combine(index, name)).Trim();
            var type = Read("type");
            if (type != "Instruction")
                yield return $"L{Read("level")} {(type == "Data" ? "data " : "")}{Read("size")}";
        }
    }
}
