using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Compiler;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Tool.Tests;

/// <summary><c>netspec check</c>.</summary>
public sealed class CheckTests(Scratch scratch) : IClassFixture<Scratch>
{
    private const string Good = "net N {\n    input x : 4\n    output y = x -> linear(2)\n}\n";
    private const string Bad = "net N {\n    input x : 4\n    output y = z -> linear(2)\n}\n";

    [Theory]
    [InlineData("bad/shapes.netspec")]
    [InlineData("bad/names.netspec")]
    [InlineData("bad/tunings.netspec")]
    public void It_reports_what_the_compiler_finds_in_lines_like_a_compilers(string spec)
    {
        var path = Repository.PathOf("tests", "Corpus", spec);
        var expected = NetCompiler.Compile([new SpecText(path, File.ReadAllText(path))], new() { HasIlgpu = true }).Problems.Select(problem => problem.ToString());

        var run = ToolRun.Of("check", path);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, run.Lines);
        Assert.All(run.Lines, line => Assert.Matches(@"^.*\(\d+,\d+\): (error|warning) NSPEC\d{4}: .+$", line));
    }

    [Fact]
    public void Nothing_wrong_is_no_output_in_a_pipe() =>
        Assert.Equal("", ToolRun.Of("check", "tests/Corpus/nets/mlp.netspec", "tests/Corpus/nets/vgg.netspec").Succeeded().Out);

    [Fact]
    public void Several_files_are_one_project()
    {
        var first = scratch.Write("a.netspec", Good);
        var second = scratch.Write("b.netspec", Good);

        Assert.Contains("NSPEC2003", ToolRun.Of("check", first, second).Out, StringComparison.Ordinal);
        Assert.Equal("", ToolRun.Of("check", first).Succeeded().Out);
    }

    [Fact]
    public void A_used_file_is_read_beside_the_spec_and_its_problems_stand_there()
    {
        var spec = scratch.Fresh("using.netspec");
        var blocks = Path.Combine(Path.GetDirectoryName(spec)!, "parts", "blocks.netspec");
        Directory.CreateDirectory(Path.GetDirectoryName(blocks)!);
        File.WriteAllText(spec, "use \"parts/blocks.netspec\"\nnet N {\n    input x : 4\n    output y = x -> unit(2)\n}\n");
        Assert.Contains("NSPEC2024", ToolRun.Of("check", spec).Out, StringComparison.Ordinal);

        File.WriteAllText(blocks, "block unit(c) {\n    out = in -> linear(c)\n}\n");
        Assert.Equal("", ToolRun.Of("check", spec).Succeeded().Out);
        Assert.Equal("", ToolRun.Of("check", spec, blocks).Succeeded().Out);
        Assert.Contains("y.unit.out.linear", ToolRun.Of("summary", spec).Succeeded().Out, StringComparison.Ordinal);
        Assert.Contains("y.unit.out.linear", ToolRun.Of("emit", spec).Succeeded().Out, StringComparison.Ordinal);

        File.WriteAllText(blocks, "block unit(c) {\n    out = in -> conv(c, 3x3)\n}\n");
        Assert.StartsWith(blocks + "(2,17): error NSPEC2101", Assert.Single(ToolRun.Of("check", spec).Lines), StringComparison.Ordinal);
        Assert.StartsWith(blocks + "(2,17): error NSPEC2101", Assert.Single(ToolRun.Of("check", spec, blocks).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_documented_shape_and_the_same_problems()
    {
        var run = ToolRun.Of("check", "tests/Corpus/bad/names.netspec", "--json");

        DocumentedShape.Check("check", run.Json);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            ToolRun.Of("check", "tests/Corpus/bad/names.netspec").Lines,
            run.Json.GetProperty("problems").EnumerateArray().Select(entry =>
                $"{entry.GetProperty("file")}({entry.GetProperty("line")},{entry.GetProperty("column")}): {entry.GetProperty("severity")} {entry.GetProperty("id")}: {entry.GetProperty("message")}"));
    }

    [Fact]
    public async Task Watching_checks_again_when_the_file_changes()
    {
        var path = scratch.Write("watched.netspec", Bad);
        using var process = ToolRun.Start(scratch.Folder, ["check", path, "--watch"]);
        try
        {
            Assert.Contains("NSPEC2001", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            Assert.EndsWith("waiting for changes", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, Good);
            Assert.EndsWith("waiting for changes", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }
}
