using System;
using System.IO;
using System.Threading.Tasks;

namespace NetSpec.Package.Tests;

/// <summary>Somebody's project, outside the repository.</summary>
public sealed class Consumer
{
    private readonly string _directory;

    internal Consumer(string directory, string properties)
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
                <PackageReference Include="NetSpec" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
    }

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory, name), text);

    public void Delete(string name) => File.Delete(Path.Combine(_directory, name));

    /// <summary>Makes a file look older than every build, as one from an archive or another branch does.</summary>
    public void Age(string name) => File.SetLastWriteTimeUtc(Path.Combine(_directory, name), DateTime.UtcNow.AddYears(-1));

    public Task<BuildResult> BuildAsync() => DotNet.RunAsync(_directory, "build", "-v", "minimal");

    /// <summary>Builds without a restore, as an editor's second build does.</summary>
    public Task<BuildResult> RebuildAsync(params string[] properties) =>
        DotNet.RunAsync(_directory, ["build", "--no-restore", "-v", "minimal", .. properties]);

    public Task<BuildResult> RunAsync(string framework) =>
        DotNet.RunAsync(_directory, "exec", Path.Combine(_directory, "bin", "Debug", framework, "Consumer.dll"));
}
