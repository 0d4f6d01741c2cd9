using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Threading.Tasks;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>The sample Digits from the packages, compiled ahead of time and trimmed, as its README says.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Package")]
public sealed class NativeTests(PackedPackages packages)
{
    [Fact]
    public async Task The_sample_ahead_of_time_recognises_what_it_should_with_vectors()
    {
        // What the compiler ahead of time needs is restored with the solution, for this platform.
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            return;

        Assert.True(
            new[] { "clang", "gcc" }.Any(IsInstalled),
            "A program is linked ahead of time by clang or gcc, and neither is on the PATH: install one of them, with the C library's headers (Debian and Ubuntu: apt-get install g++).");
        var consumer = packages.Consumer("""
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <PublishAot>true</PublishAot>
            <InvariantGlobalization>true</InvariantGlobalization>
            """);
        var sample = Repository.PathOf("samples", "Digits");
        consumer.Copy(sample, "*.cs", "*.netspec");

        var folder = await consumer.PublishAsync("linux-x64");

        foreach (var data in new[] { "digits.safetensors", "digits_test.csv" })
            File.Copy(Path.Combine(sample, data), Path.Combine(folder, data));
        var size = new FileInfo(Path.Combine(folder, "Consumer")).Length;
        Assert.InRange(size, 1_000_000, 4_000_000);
        if (!Avx2.IsSupported)
            return;

        var report = (await DotNet.RunProgramAsync(Path.Combine(folder, "Consumer"), folder)).Succeeded().Output;
        Assert.Contains("359 of 360 held-out digits recognised", report, StringComparison.Ordinal);
        Assert.Contains("on one thread (Vector256)", report, StringComparison.Ordinal);
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
