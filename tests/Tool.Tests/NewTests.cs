using System;
using System.IO;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec new</c>.</summary>
public sealed class NewTests(Scratch scratch) : IClassFixture<Scratch>
{
    [Theory]
    [InlineData("mlp")]
    [InlineData("cnn")]
    [InlineData("residual")]
    public void What_it_writes_has_no_problems_and_runs(string kind)
    {
        var path = scratch.Fresh("first.netspec");

        var run = ToolRun.Of("new", "First", "--kind", kind, "-o", path, "--json").Succeeded().Json;

        DocumentedShape.Check("new", run);
        Assert.Equal("", ToolRun.Of("check", path).Succeeded().Out);
        Assert.Contains("net First", ToolRun.Of("summary", path).Succeeded().Lines);
        Assert.Equal(2, ToolRun.Of("bench", path, "--random", "1", "--batch", "1", "--seconds", "0.02").Succeeded().Lines.Length);
    }

    [Fact]
    public void The_file_is_named_after_the_net_and_an_old_one_stays()
    {
        var folder = Path.GetDirectoryName(scratch.Fresh("x"))!;

        Assert.Equal(["digits.netspec"], ToolRun.In(folder, "new", "Digits").Succeeded().Lines);
        ToolRun.In(folder, "new", "Digits").FailedWith(3, "'digits.netspec' exists; --force writes over it");
        ToolRun.In(folder, "new", "a b").FailedWith(2, "can be no net's name");
        Assert.StartsWith("// A perceptron", File.ReadAllText(Assert.Single(Directory.GetFiles(folder))), StringComparison.Ordinal);
    }
}
