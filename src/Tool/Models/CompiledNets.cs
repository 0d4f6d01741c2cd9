using System;
using System.IO;
using System.Threading;
using NetSpec.Dsl.Graph;
using NetSpec.Hosting;

namespace NetSpec.Tool.Models;

/// <summary>Nets of specs, compiled; those of earlier runs are kept.</summary>
internal static class CompiledNets
{
    /// <summary>Where they are kept; set to nothing, they are not.</summary>
    private const string FolderVariable = "NETSPEC_CACHE";

    /// <summary>Compiles a net, or finds it.</summary>
    public static HostedNet Load(SpecFile spec, Net net, HostedPasses passes, CancellationToken cancellationToken) =>
        NetHost.Load(spec, net, new() { Passes = passes, CacheFolder = Folder() }, cancellationToken);

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { } stated)
            return stated.Length == 0 ? null : stated;
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "netspec");
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache)
            return Path.Combine(cache, "netspec");
        return Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".cache", "netspec") : null;
    }
}
