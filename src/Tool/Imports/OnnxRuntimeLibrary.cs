using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.ML.OnnxRuntime;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Imports;

/// <summary>
/// ONNX Runtime where it is found: the tool has the calls, and looks for the library where it is told to, beside itself, and among the packages
/// that NuGet has restored for others.
/// </summary>
internal sealed class OnnxRuntimeLibrary
{
    /// <summary>The library, or the folder that it is in; set to nothing, it is not looked for.</summary>
    private const string Variable = "NETSPEC_ONNXRUNTIME";

    private readonly Option<string?> _option = new("--onnxruntime")
    {
        Description = "The library of ONNX Runtime, or its folder; else it is looked for.",
        HelpName = "path",
    };

    private static string FileName =>
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    /// <summary>Adds the option to a verb.</summary>
    public void AddTo(Command verb) => verb.Options.Add(_option);

    /// <summary>Loads the library if there is one.</summary>
    /// <returns>Whether its calls can be made.</returns>
    /// <exception cref="ToolException">The one that the user named cannot be used.</exception>
    public bool Load(ParseResult arguments)
    {
        var given = arguments.GetValue(_option) ?? Environment.GetEnvironmentVariable(Variable);
        if (given is { Length: 0 })
            return false;
        var path = given is null ? Places().FirstOrDefault(File.Exists) : Directory.Exists(given) ? Path.Combine(given, FileName) : given;
        if (path is null || !File.Exists(path))
            return given is null ? false : throw new ToolException($"there is no ONNX Runtime at '{given}': it is a file {FileName}, or the folder of one.");

        var problem = TryLoad(path);
        return problem is null || (given is null ? false : throw new ToolException($"'{path}' cannot be used as ONNX Runtime: {problem}"));
    }

    /// <summary>Why it cannot be used; null if it can.</summary>
    private static string? TryLoad(string path)
    {
        if (!NativeLibrary.TryLoad(Path.GetFullPath(path), out var library))
            return "it is no library that this system loads.";
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase) ? library : 0;
        try
        {
            // The first call asks the library for the interface of the version that the calls are of.
            return OrtEnv.Instance().GetVersionString().Length > 0 ? null : "it does not say its version.";
        }
        catch (Exception exception) when (exception is TypeInitializationException or OnnxRuntimeException or DllNotFoundException
            or EntryPointNotFoundException or NullReferenceException or ArgumentNullException or NotSupportedException)
        {
            return "it is older than the calls that the tool makes, version 1.31.";
        }
    }

    /// <summary>Where it may be, the nearest first.</summary>
    private static IEnumerable<string> Places()
    {
        var native = Path.Combine("runtimes", RuntimeIdentifier(), "native", FileName);
        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        yield return Path.Combine(AppContext.BaseDirectory, native);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } stated ? stated : Path.Combine(home, ".nuget", "packages");
        var folder = Path.Combine(packages, "microsoft.ml.onnxruntime");
        if (!Directory.Exists(folder))
            yield break;
        var calls = typeof(OrtEnv).Assembly.GetName().Version!;
        foreach (var version in Directory.GetDirectories(folder)
            .Select(path => (Path: path, Version: Version.TryParse(Path.GetFileName(path), out var parsed) ? parsed : new()))
            .Where(found => found.Version >= new Version(calls.Major, calls.Minor))
            .OrderByDescending(found => found.Version))
        {
            yield return Path.Combine(version.Path, native);
        }
    }

    private static string RuntimeIdentifier()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }
}
