using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using NetSpec.Ptx;

namespace NetSpec.Gpu.Bench.Ptx;

/// <summary>NVIDIA's assembler and disassembler, which a person has from a CUDA toolkit; they need no device.</summary>
internal sealed partial class PtxAssembler
{
    private readonly string _folder, _assembler, _disassembler, _architecture;

    /// <summary>Finds the programs.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="architecture">What is assembled for: <c>sm_80</c>.</param>
    /// <exception cref="FileNotFoundException">One of them is not there.</exception>
    /// <exception cref="FormatException">The architecture is not a name of one.</exception>
    public PtxAssembler(DirectoryInfo folder, string architecture)
    {
        if (!Architecture().IsMatch(architecture))
            throw new FormatException($"'{architecture}' is not an architecture; one is sm_ and a number, as in sm_80.");

        (_folder, _architecture) = (folder.FullName, architecture);
        (_assembler, _disassembler) = (Find("ptxas"), Find("cuobjdump"));
    }

    /// <summary>Assembles a kernel, and reads the report and the machine code.</summary>
    /// <exception cref="InvalidOperationException">It does not assemble.</exception>
    public AssembledKernel Assemble(string text)
    {
        var folder = Directory.CreateTempSubdirectory("netspec-ptx-");
        try
        {
            var (source, image) = (Path.Combine(folder.FullName, "kernel.ptx"), Path.Combine(folder.FullName, "kernel.cubin"));
            File.WriteAllText(source, text);
            var report = Run(_assembler, "-arch=" + _architecture, "-v", source, "-o", image);
            return new(AssemblerFacts.Parse(report), SassFacts.Of(SassListing.Parse(Run(_disassembler, "-sass", image))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private string Find(string name)
    {
        var path = Path.Combine(_folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"'{_folder}' has no {name}; --assembler names the folder of NVIDIA's ptxas and cuobjdump.");
    }

    /// <summary>What a program says on either output.</summary>
    private string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The disassembler calls another program of the toolkit.
        start.Environment["PATH"] = _folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(program)} ends with {process.ExitCode}: {output.Trim()}"));
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"'{program}' cannot be started: {exception.Message}", exception);
        }
    }

    [GeneratedRegex(@"^sm_\d+[a-z]?$")]
    private static partial Regex Architecture();
}
