using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>
/// The benchmark for devices as docs/performance.md publishes it for a machine without .NET. What is built on the way lies in a folder
/// of artifacts, so that the repository's own folders stay as they are while other tests use them.
/// </summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Package")]
public sealed class TrimmedBenchmarkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netspec-trimmed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_published_program_computes_with_kernels_that_were_compiled_before()
    {
        // The runtime that goes with it is restored with the solution, for this platform.
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            return;

        var (published, kernels) = (Path.Combine(_folder, "published"), Path.Combine(_folder, "kernels.dll"));
        string[] artifacts = ["-c", "Release", "--artifacts-path", Path.Combine(_folder, "artifacts"), "-m:1", "-v", "minimal"];
        string[] small = ["--patterns", "2,3,4,2", "--layouts", "last", "--precisions", "fp32"];
        var publish = "publish bench/NetSpec.Gpu.Bench -c Release -p:TrimmedFor=linux-x64 -o gpu-bench";
        Assert.Contains("\ndotnet " + publish + "\n", await File.ReadAllTextAsync(Repository.PathOf("docs", "performance.md")), StringComparison.Ordinal);

        (await DotNet.RunAsync(Repository.Root, ["publish", "bench/NetSpec.Gpu.Bench", "-p:TrimmedFor=linux-x64", "-o", published, .. artifacts])).Succeeded();
        (await DotNet.RunAsync(Repository.Root, ["run", "--project", "bench/NetSpec.Gpu.Bench", .. artifacts[..4], "--", "kernels", .. small, "--output", kernels])).Succeeded();

        // The compiler finds what it depends on, as an analyzer too, wherever it was built.
        (await DotNet.RunAsync(Repository.Root, ["build", "samples/Digits", .. artifacts])).Succeeded();
        Assert.True(File.Exists(Path.Combine(_folder, "artifacts", "bin", "Digits", "release", "Digits.dll")));

        var program = Path.Combine(published, "NetSpec.Gpu.Bench");
        Assert.False(File.Exists(Path.Combine(published, "System.Data.Common.dll")), "It is not trimmed.");
        var csv = Path.Combine(_folder, "grid.csv");
        (await DotNet.RunProgramAsync(program, _folder, ["grid", "--device", "cpu", "--batch", "4", "--python", "none", "--kernels", kernels, "--csv", csv, .. small])).Succeeded();
        Assert.Contains("2,3,4,2,4,last,fp32,netspec,", await File.ReadAllTextAsync(csv), StringComparison.Ordinal);
    }
}
