using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>The packages, packed from this build into a folder that is the only source of the consumers made here.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit disposes through IAsyncLifetime.")]
public sealed class PackedPackages : IAsyncLifetime
{
    private const string RuntimePrefix = "NetSpec.Runtime.";

    private readonly string _root = Directory.CreateTempSubdirectory("netspec-package-").FullName;
    private int _consumers;

    /// <summary>Where the packages lie.</summary>
    public string Source => Path.Combine(_root, "source");

    /// <summary>The version of all packages.</summary>
    public string Version { get; private set; } = "";

    /// <summary>A project that several tests build in several ways, once one of them has made it.</summary>
    public Consumer? Shared { get; set; }

    /// <summary>How packing went.</summary>
    public BuildResult Packing { get; private set; } = new(0, "");

    /// <summary>The assembly that stands in for ILGPU.</summary>
    public string StandIn { get; } = Repository.PathOf("tools", "Ilgpu", "bin", Metadata("Configuration"), "net10.0", "ILGPU.dll");

    public async Task InitializeAsync()
    {
        // The command of CONTRIBUTING.md, on what is built already.
        Packing = (await DotNet.RunAsync(Repository.Root, "pack", "Generator.sln", "--no-build", "-c", Metadata("Configuration"), "-o", Source)).Succeeded();
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Source, RuntimePrefix + "*.nupkg").Single())[RuntimePrefix.Length..];

        // Reference packs of older frameworks come from the packages that this repository restored: no network is needed.
        await File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(_root, "packages")}" />
              </config>
              <packageSources>
                <clear />
                <add key="packed" value="{Source}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
                <add key="restored" value="{Metadata("NuGetPackageRoot")}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A new folder, whose projects have the packages as their only source.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>A new project that references the package.</summary>
    public Consumer Consumer(string properties, string reference = "", string items = "") =>
        new(Path.Combine(_root, $"consumer{++_consumers}"), Version, properties, reference, items);

    private static string Metadata(string key) =>
        typeof(PackedPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
