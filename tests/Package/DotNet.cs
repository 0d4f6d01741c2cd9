using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace NetSpec.Package.Tests;

/// <summary>The <c>dotnet</c> command, as a person would call it.</summary>
internal static class DotNet
{
    public static Task<BuildResult> RunAsync(string directory, params string[] arguments) =>
        RunProgramAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", directory, arguments);

    /// <summary>Another program, in the same surroundings.</summary>
    public static async Task<BuildResult> RunProgramAsync(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // 'dotnet test' hands its own build's variables down; a person's shell has none of them.
        foreach (var name in start.Environment.Keys.Where(IsOfBuild).ToList())
            start.Environment.Remove(name);
        // Build nodes and compiler servers that outlive the command would keep its output open and this call waiting.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output + await errors);
    }

    private static bool IsOfBuild(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH" or "DOTNET_ROOT_X64" or "CI";
}
