using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary><c>dotnet new netspec</c>, by the commands of docs/tutorial.md, each as it stands there.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Package")]
public sealed class TemplateTests(PackedPackages packages)
{
    [Fact]
    public async Task The_commands_of_the_tutorial_make_a_project_that_runs_and_tests_itself()
    {
        var commands = File.ReadAllLines(Repository.PathOf("docs", "tutorial.md"))
            .SkipWhile(line => line != "## A first project")
            .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(["dotnet new install", "dotnet new netspec", "dotnet run --project", "dotnet test First"], commands.Select(line => string.Join(' ', line.Split(' ').Take(3))));

        var folder = packages.Folder("template");
        var hive = Path.Combine(folder, "hive");
        var outputs = commands.Select(_ => "").ToArray();
        for (var i = 0; i < commands.Count; i++)
        {
            // A shell would find the package; templates of this machine are left alone.
            var arguments = commands[i].Replace("artifacts/NetSpec.Templates.*.nupkg", Path.Combine(packages.Source, $"NetSpec.Templates.{packages.Version}.nupkg"), StringComparison.Ordinal)
                .Split(' ')[1..];
            outputs[i] = (await DotNet.RunAsync(folder, [.. arguments, .. arguments[0] == "new" ? new[] { "--debug:custom-hive", hive } : []])).Succeeded().Output;
        }

        Assert.Contains("path norm ", outputs[2], StringComparison.Ordinal);
        Assert.Contains("Passed!", outputs[3], StringComparison.Ordinal);
        Assert.Contains($"Include=\"NetSpec\" Version=\"{packages.Version}\"", File.ReadAllText(Path.Combine(folder, "First", "First", "First.csproj")), StringComparison.Ordinal);
    }
}
