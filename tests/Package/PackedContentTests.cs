using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>What <c>dotnet pack Generator.sln</c> makes.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Package")]
public sealed class PackedContentTests(PackedPackages packages)
{
    [Fact]
    public void One_command_packs_all_packages_without_a_warning()
    {
        string[] names = ["NetSpec", "NetSpec.Formats", "NetSpec.Hosting", "NetSpec.Runtime", "NetSpec.Templates", "NetSpec.Tool"];
        Assert.Equal(
            names.Select(name => $"{name}.{packages.Version}.nupkg").Order(StringComparer.Ordinal),
            Directory.GetFiles(packages.Source).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("warning", packages.Packing.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_generator_and_what_it_loads_lie_side_by_side()
    {
        Assert.Equal(
            ["analyzers/dotnet/cs/NetSpec.Compiler.dll", "analyzers/dotnet/cs/NetSpec.Dsl.dll", "analyzers/dotnet/cs/NetSpec.Generator.dll", "analyzers/dotnet/cs/Sprache.dll"],
            Assemblies("NetSpec"));
        Assert.Equal(["lib/net10.0/NetSpec.Runtime.dll", "lib/net8.0/NetSpec.Runtime.dll"], Assemblies("NetSpec.Runtime"));
        Assert.Equal(["lib/net8.0/NetSpec.Dsl.dll", "lib/net8.0/NetSpec.Formats.dll"], Assemblies("NetSpec.Formats"));
        Assert.Equal(
            ["lib/net10.0/NetSpec.Compiler.dll", "lib/net10.0/NetSpec.Hosting.dll", "lib/net10.0/NetSpec.Reference.dll"], Assemblies("NetSpec.Hosting"));
        Assert.Empty(Assemblies("NetSpec.Templates"));
    }

    [Fact]
    public void Targets_and_the_pages_that_messages_name_are_packed()
    {
        Assert.Equal(
            [
                "build/NetSpec.Aot.targets", "build/NetSpec.Checks.targets", "build/NetSpec.props", "build/NetSpec.targets",
                "buildTransitive/NetSpec.props", "buildTransitive/NetSpec.targets", "docs/diagnostics.md", "docs/language.md",
            ],
            Entries("NetSpec").Where(name => name.StartsWith("build", StringComparison.Ordinal) || name.StartsWith("docs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("NetSpec")]
    [InlineData("NetSpec.Formats")]
    [InlineData("NetSpec.Hosting")]
    [InlineData("NetSpec.Runtime")]
    [InlineData("NetSpec.Templates")]
    [InlineData("NetSpec.Tool")]
    public void A_package_describes_itself(string package)
    {
        Assert.Superset(new[] { "README.md", "icon.png" }.ToHashSet(), Entries(package).ToHashSet());
        string Value(string element) => Specification(package).Descendants().Single(node => node.Name.LocalName == element).Value;
        Assert.Equal(("README.md", "icon.png", "MIT"), (Value("readme"), Value("icon"), Value("license")));
        Assert.NotEqual(Value("id"), Value("description"));
        Assert.Contains("neural-network", Value("tags").Split(' '));
    }

    [Fact]
    public void The_compiler_asks_for_exactly_its_own_runtime()
    {
        var groups = Specification("NetSpec").Descendants().Where(node => node.Name.LocalName == "group").ToDictionary(
            group => group.Attribute("targetFramework")!.Value,
            group => group.Elements().Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}"));

        Assert.Equal([$"NetSpec.Runtime [{packages.Version}]"], groups["net8.0"]);
        Assert.Contains(
            Specification("NetSpec.Formats").Descendants().Where(node => node.Name.LocalName == "dependency"),
            dependency => dependency.Attribute("id")!.Value == "NetSpec.Runtime" && dependency.Attribute("version")!.Value == $"[{packages.Version}]");

        // Where it does not work it brings nothing, so that its own check is all that speaks.
        Assert.Empty(groups[".NETStandard2.0"]);
    }

    [Fact]
    public void A_version_between_releases_names_its_sources() =>
        Assert.Matches(@"^\d+\.\d+\.\d+-dev-[0-9a-f]{8,}$", packages.Version);

    private string[] Assemblies(string package) =>
        [.. Entries(package).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private string[] Entries(string package)
    {
        using var archive = Open(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private XElement Specification(string package)
    {
        using var archive = Open(package);
        using var text = archive.GetEntry(package + ".nuspec")!.Open();
        return XElement.Load(text);
    }

    private ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(packages.Source, $"{package}.{packages.Version}.nupkg"));
}
