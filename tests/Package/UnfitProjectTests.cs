using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetSpec.Package.Tests;

/// <summary>Projects in which emitted code cannot compile or run are told so, once, before anything else fails.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Package")]
public sealed partial class UnfitProjectTests(PackedPackages packages)
{
    private const string Spec = "net Doubler {\n    input x : 3\n    output y = x -> linear(3, bias=false) as head\n}\n";

    /// <summary>Reference packs of other frameworks are neither needed nor there: the check comes first.</summary>
    private const string Frameworks = """
        <TargetFrameworks>net6.0;netstandard2.0;net48;net10.0</TargetFrameworks>
        <EnableTargetingPackDownload>false</EnableTargetingPackDownload>
        <AutomaticallyUseReferenceAssemblyPackages>false</AutomaticallyUseReferenceAssemblyPackages>
        <CheckEolTargetFramework>false</CheckEolTargetFramework>
        <EnableDefaultNetSpecItems Condition="'$(Kept)' != '' and '$(TargetFramework)' != 'net10.0'">false</EnableDefaultNetSpecItems>
        """;

    [Fact]
    public async Task A_framework_that_is_too_old_is_one_message_for_each()
    {
        var consumer = Consumer(packages.Consumer(Frameworks));

        var build = (await consumer.BuildAsync()).Failed("NSPEC4001");

        var errors = Errors(build);
        Assert.Equal(3, errors.Length);
        foreach (var framework in new[] { "net6.0", "netstandard2.0", "net48" })
            Assert.Single(errors, error => error.Contains($"error NSPEC4001: Code emitted by NetSpec needs .NET 8 or later; this project has specs (doubler.netspec) and targets {framework}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("LangVersion=8", "NSPEC4002", "its language is C# 8.")]
    [InlineData("LangVersion=7.3", "NSPEC4002", "its language is C# 7.3.")]
    [InlineData("LangVersion=ISO-2", "NSPEC4002", "its language is C# ISO-2.")]
    [InlineData("Language=VB", "NSPEC4002", "its language is VB.")]
    [InlineData("CompilerApiVersion=roslyn4.8", "NSPEC4004", "found version 4.8 in SDK 1")]
    [InlineData("Private=all", "NSPEC4003", "PrivateAssets=\"all\" on the reference to NetSpec withholds NetSpec.Runtime")]
    [InlineData("Private=Compile, Runtime", "NSPEC4003", "PrivateAssets=\"Compile, Runtime\" on the reference")]
    [InlineData("Excluded=runtime", "NSPEC4003", "ExcludeAssets=\"runtime\" on the reference")]
    [InlineData("Included=build;analyzers;compile", "NSPEC4003", "IncludeAssets=\"build;analyzers;compile\" on the reference")]
    public async Task What_does_not_fit_is_one_message(string property, string code, string words)
    {
        var build = (await (await Restored()).RebuildAsync("-p:" + property.Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal))).Failed(code);

        Assert.Contains($"error {code}: ", Assert.Single(Errors(build)), StringComparison.Ordinal);
        Assert.Contains(words, build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LangVersion=9")]
    [InlineData("LangVersion=10.0")]
    [InlineData("LangVersion=latestMajor")]
    [InlineData("LangVersion=8", "EnableDefaultNetSpecItems=false")]
    [InlineData("Private=all", "Runtime=true")]
    [InlineData("Private=contentfiles%3Banalyzers")]
    [InlineData("Private=all", "EnableDefaultNetSpecItems=false")]
    public async Task What_fits_is_left_alone(params string[] properties) =>
        (await (await Restored()).RebuildAsync([.. properties.Select(property => "-p:" + property)])).Succeeded();

    [Fact]
    public async Task A_reference_that_brings_no_runtime_is_one_message()
    {
        var consumer = Consumer(packages.Consumer("<TargetFramework>net10.0</TargetFramework>", reference: "ExcludeAssets=\"compile\""));

        var build = (await consumer.BuildAsync()).Failed("NSPEC4003");

        Assert.Contains("no reference to NetSpec.Runtime", Assert.Single(Errors(build)), StringComparison.Ordinal);
    }

    private static Consumer Consumer(Consumer consumer)
    {
        consumer.Write("doubler.netspec", Spec);
        consumer.Write("Program.cs", "namespace Consumer { internal static class Program { private static void Main() { } } }");
        return consumer;
    }

    /// <summary>The lines with errors; a build prints each twice.</summary>
    private static string[] Errors(BuildResult build) =>
        [.. build.Output.Split('\n').Select(line => line.Trim()).Where(line => Error().IsMatch(line)).Distinct()];

    [GeneratedRegex(@"\berror\b( \w+)?:", RegexOptions.CultureInvariant)]
    private static partial Regex Error();

    /// <summary>A project that fits, whose properties a command line changes: restored once for all tests.</summary>
    private async Task<Consumer> Restored() => packages.Shared ??= await Restore();

    private async Task<Consumer> Restore()
    {
        var consumer = Consumer(packages.Consumer(
            "<TargetFramework>net10.0</TargetFramework>",
            reference: "PrivateAssets=\"$(Private)\" ExcludeAssets=\"$(Excluded)\" IncludeAssets=\"$(Included)\"",
            items: $"""<PackageReference Include="NetSpec.Runtime" Version="{packages.Version}" Condition="'$(Runtime)' == 'true'" />"""));
        (await consumer.BuildAsync()).Succeeded();
        return consumer;
    }
}
