using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace NetSpec.Package.Tests;

/// <summary>Somebody's project, outside the repository.</summary>
public sealed class Consumer
{
    private readonly string _directory;

    /// <param name="directory">Its folder, made here.</param>
    /// <param name="version">The version of NetSpec that it asks for.</param>
    /// <param name="properties">What its property group says.</param>
    /// <param name="reference">Attributes of its reference to NetSpec.</param>
    /// <param name="items">Further items.</param>
    internal Consumer(string directory, string version, string properties, string reference, string items)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
        Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <UseAppHost>false</UseAppHost>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NetSpec" Version="{version}" {reference} />
                {items}
              </ItemGroup>
            </Project>
            """);
    }

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text);

    /// <summary>Copies files into the project's folder.</summary>
    public void Copy(string directory, params string[] patterns)
    {
        foreach (var file in patterns.SelectMany(pattern => Directory.GetFiles(directory, pattern)))
            File.Copy(file, Path.Combine(_directory, Path.GetFileName(file)));
    }

    public void Delete(string name) => File.Delete(Path.Combine(_directory, name));

    /// <summary>Makes a file look older than every build, as one from an archive or another branch does.</summary>
    public void Age(string name) => File.SetLastWriteTimeUtc(Path.Combine(_directory, name), DateTime.UtcNow.AddYears(-1));

    public Task<BuildResult> BuildAsync() => DotNet.RunAsync(_directory, "build", "-v", "minimal");

    /// <summary>Builds without a restore, as an editor's second build does.</summary>
    public Task<BuildResult> RebuildAsync(params string[] properties) =>
        DotNet.RunAsync(_directory, ["build", "--no-restore", "-v", "minimal", .. properties]);

    /// <summary>Publishes for a runtime, as the project file says how, and returns the folder.</summary>
    public async Task<string> PublishAsync(string runtime)
    {
        var output = Path.Combine(_directory, "published");
        (await DotNet.RunAsync(_directory, "publish", "-c", "Release", "-r", runtime, "-o", output, "-v", "minimal")).Succeeded();
        return output;
    }

    public Task<BuildResult> RunAsync(string framework) =>
        DotNet.RunAsync(_directory, "exec", Path.Combine(_directory, "bin", "Debug", framework, "Consumer.dll"));
}
