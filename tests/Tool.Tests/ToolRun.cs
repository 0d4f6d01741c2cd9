using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Threading;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary>The tool, run as a process to its end.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Out">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    /// <summary>Longer than any verb here takes beside whatever else the machine does: against tests that never end.</summary>
    private const int Timeout = 120_000;

    /// <summary>Compiled nets of all tests, so that each net is compiled once in a run.</summary>
    private static readonly string Cache = Directory.CreateTempSubdirectory("netspec-tool-cache-").FullName;

    /// <summary>The path of the built tool.</summary>
    public static string Assembly { get; } = Repository.PathOf("src", "Tool", "bin", Metadata("Configuration"), "net10.0", "netspec.dll");

    /// <summary>The lines of the standard output.</summary>
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The standard output as a JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Runs the tool.</summary>
    public static ToolRun Of(params string[] arguments) => In(Repository.Root, arguments);

    /// <summary>Runs the tool in a folder.</summary>
    public static ToolRun In(string folder, params string[] arguments) => With("", folder, arguments);

    /// <summary>Runs the tool with a variable of its environment.</summary>
    public static ToolRun WithVariable(string name, string value, params string[] arguments) => End(Start(Repository.Root, arguments, (name, value)), "", arguments);

    /// <summary>Runs the tool with a standard input.</summary>
    public static ToolRun With(string input, string folder, params string[] arguments) => End(Start(folder, arguments), input, arguments);

    private static ToolRun End(Process started, string input, string[] arguments)
    {
        using var process = started;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = "";
        var reader = new Thread(() => error = process.StandardError.ReadToEnd());
        reader.Start();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"netspec {string.Join(' ', arguments)} does not end.");
        }

        reader.Join();
        return new(process.ExitCode, output, error);
    }

    /// <summary>Starts the tool and does not wait.</summary>
    public static Process Start(string folder, IReadOnlyList<string> arguments, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NETSPEC_CACHE"] = Cache;
        if (variable is { } more)
            start.Environment[more.Name] = more.Value;
        return Process.Start(start)!;
    }

    /// <summary>The run, if it ended well and said nothing beside its result.</summary>
    public ToolRun Succeeded()
    {
        Assert.Equal((0, ""), (ExitCode, Error));
        return this;
    }

    /// <summary>The run, if it ended with this exit code and one line of what is wrong, which holds a text.</summary>
    public ToolRun FailedWith(int exitCode, string text)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Equal("", Out);
        var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.EndsWith("shows how it is used.", StringComparison.Ordinal)).ToList();
        Assert.Contains(text, Assert.Single(lines), StringComparison.Ordinal);
        Assert.StartsWith("netspec: ", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return this;
    }

    /// <summary>A file of a package that was restored.</summary>
    public static string Packaged(params string[] parts) => Path.Combine([Metadata("NuGetPackageRoot"), .. parts]);

    /// <summary>What the build says to the tests.</summary>
    public static string Metadata(string key) =>
        typeof(ToolRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
