using System;
using System.IO;
using System.Threading.Tasks;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>The version of the packages, as their projects compute it.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Package")]
public sealed class PackageVersionTests(PackedPackages packages)
{
    [Theory]
    [InlineData("src/Package/NetSpec.csproj")]
    [InlineData("src/Runtime/NetSpec.Runtime.csproj")]
    public async Task Equal_sources_give_both_packages_one_version(string project) => Assert.Equal(packages.Version, await VersionOf(project));

    [Theory]
    [InlineData("NetSpecRelease=true", @"^\d+\.\d+\.\d+$")]
    [InlineData("VersionSuffix=rc.1", @"^\d+\.\d+\.\d+-rc\.1$")]
    [InlineData("PackageVersion=3.2.1", @"^3\.2\.1$")]
    public async Task A_release_has_the_version_that_it_is_given(string property, string expected) =>
        Assert.Matches(expected, await VersionOf("src/Package/NetSpec.csproj", "-p:" + property));

    [Fact]
    public async Task Edited_sources_give_another_version_and_the_same_ones_the_same()
    {
        var root = Directory.CreateTempSubdirectory("netspec-version-");
        try
        {
            root.CreateSubdirectory("src");
            root.CreateSubdirectory("docs");
            foreach (var page in new[] { "diagnostics.md", "language.md" })
                await File.WriteAllTextAsync(Path.Combine(root.FullName, "docs", page), "");
            async Task<string> Of(string name, string text)
            {
                var file = Path.Combine(root.FullName, "src", name);
                await File.WriteAllTextAsync(file, text);
                var version = await VersionOf("src/Package/NetSpec.csproj", $"-p:StampedRoot={root.FullName}/");
                File.Delete(file);
                return version;
            }

            var first = await Of("A.cs", "one");

            Assert.NotEqual(first, await Of("A.cs", "two"));
            Assert.NotEqual(first, await Of("B.cs", "one"));
            Assert.Equal(first, await Of("A.cs", "one"));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task<string> VersionOf(string project, params string[] properties)
    {
        var run = await DotNet.RunAsync(
            Repository.Root,
            ["msbuild", project, "-nologo", "-p:TargetFramework=net8.0", "-t:_GetProjectVersion", "-getProperty:PackageVersion", .. properties]);
        return run.Succeeded().Output.Trim();
    }
}
