using System;
using System.IO;
using System.Linq;
using NetSpec.Compiler;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec emit</c>.</summary>
public sealed class EmitTests(Scratch scratch) : IClassFixture<Scratch>
{
    private const string Spec = "samples/Digits/digits.netspec";

    [Fact]
    public void The_files_are_those_that_a_build_makes()
    {
        var expected = NetCompiler.Compile([new SpecText(Spec, File.ReadAllText(Repository.PathOf(Spec)))]).Files;
        var folder = scratch.Fresh("generated");

        ToolRun.Of("emit", Spec, "-o", folder).Succeeded();

        Assert.Equal(expected.Select(file => file.Name).Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.Equal(file.Text, File.ReadAllText(Path.Combine(folder, file.Name))));
    }

    [Fact]
    public void Files_that_exist_stay_unless_told_otherwise()
    {
        var folder = Path.GetDirectoryName(scratch.Write("Samples.Digits.DigitsNet.Model.g.cs", "mine"))!;

        ToolRun.Of("emit", Spec, "-o", folder).FailedWith(3, "exists; --force writes over it");
        Assert.Equal("mine", File.ReadAllText(Assert.Single(Directory.GetFiles(folder))));

        ToolRun.Of("emit", Spec, "-o", folder, "--force").Succeeded();
        Assert.All(Directory.GetFiles(folder), file => Assert.NotEqual("mine", File.ReadAllText(file)));
    }

    [Fact]
    public void Parts_are_shown_by_name()
    {
        var expected = NetCompiler.Compile([new SpecText(Spec, File.ReadAllText(Repository.PathOf(Spec)))]).Files.Single(file => file.Name.EndsWith("PathNorms.g.cs", StringComparison.Ordinal));

        Assert.Equal(expected.Text, ToolRun.Of("emit", Spec, "--file", "pathnorms").Succeeded().Out);
        ToolRun.Of("emit", Spec, "--file", "nonsense").FailedWith(2, "no emitted file has 'nonsense' in its name");
    }

    [Fact]
    public void Json_has_the_documented_shape() => DocumentedShape.Check("emit", ToolRun.Of("emit", Spec, "--json").Succeeded().Json);
}
