using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using NetSpec.Compiler;
using NetSpec.Generator.Shell;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Files that use others, in the generator and in <see cref="NetCompiler"/>: what an edit runs again, and where problems stand.</summary>
public sealed class UsedFileTests
{
    private const string Blocks = "// Shared.\nblock unit(c) {\n    out = in -> linear(c) -> relu\n}\n";
    private const string Using = "use \"blocks.netspec\"\nnet Using {\n    input x : 4\n    output y = x -> unit(3)\n}\n";
    private const string Other = "net Other {\n    input x : 4\n    output y = x -> linear(3)\n}\n";

    private readonly TestProject _project = new(("nets/a.netspec", Using), ("nets/b.netspec", Other), ("nets/blocks.netspec", Blocks));

    [Fact]
    public void A_net_has_the_blocks_of_another_file()
    {
        var run = _project.Run();

        Assert.Empty(run.Problems);
        Assert.Equal(["Other.Model.g.cs", "Using.Model.g.cs"], run.Sources.Keys.Order());
        Assert.Contains("y.unit.out.linear", run.Sources["Using.Model.g.cs"], StringComparison.Ordinal);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden));
    }

    // Of files without nets and problems nothing is made, so that Roslyn tracks no step of theirs but the first.
    [Theory]
    [InlineData("nets/b.netspec", "linear(3)", "linear(5)", "Cached, Modified", "Cached, Modified", "Cached, Modified")]
    [InlineData("nets/blocks.netspec", "relu", "abs", "Modified, Unchanged", "Modified, Cached", "Modified, Cached")]
    [InlineData("nets/blocks.netspec", "// Shared.", "// Of several files.", "Modified, Unchanged", "Cached, Cached", "Cached, Cached")]
    [InlineData("nets/a.netspec", "unit(3)", "unit(5)", "Modified, Cached", "Modified, Cached", "Modified, Cached")]
    public void An_edit_compiles_those_that_use_the_file_and_no_others(string path, string from, string to, string units, string plans, string source)
    {
        _project.Run();
        _project.Edit(path, from, to);

        var run = _project.Run();

        Assert.Null(run.Exception);
        Assert.Equal((units, plans, source), (run.Reasons(StepNames.Units), run.Reasons(StepNames.Plans), run.Reasons(StepNames.Source)));
    }

    [Fact]
    public void An_edit_of_a_file_that_none_uses_leaves_the_used_ones()
    {
        _project.Run();
        _project.Edit("nets/b.netspec", "Other", "Another");

        Assert.Equal("Unchanged", _project.Run().Reasons(StepNames.Used));
    }

    [Theory]
    [InlineData("linear(c)", "conv(c, 3x3)", "nets/blocks.netspec(3,17)", "(in unit(c=3))")]
    [InlineData("linear(c)", "linaer(c)", "nets/blocks.netspec(3,17)", "did you mean 'linear'?")]
    [InlineData("linear(c)", "linear(c", "nets/blocks.netspec(3,26)", "expected")]
    [InlineData("block unit", "block unite", "nets/a.netspec(4,21)", "no op or block is called 'unit'; did you mean 'unite'?")]
    public void An_error_is_told_once_where_it_stands(string from, string to, string place, string message)
    {
        _project.Add("nets/c.netspec", Using.Replace("net Using", "net Third", StringComparison.Ordinal).Replace("-> unit(3)", "-> relu", StringComparison.Ordinal));
        _project.Add("nets/d.netspec", Using.Replace("net Using", "net Fourth", StringComparison.Ordinal).Replace("-> unit(3)", to.StartsWith("block", StringComparison.Ordinal) ? "-> relu" : "-> relu -> unit(3)", StringComparison.Ordinal));
        _project.Edit("nets/blocks.netspec", from, to);

        var problem = Assert.Single(_project.Run().Problems);

        var span = problem.Location.GetLineSpan();
        Assert.Equal(place, string.Create(CultureInfo.InvariantCulture, $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})"));
        Assert.Contains(message, problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_told_with_one_of_a_near_name()
    {
        _project.Edit("nets/a.netspec", "blocks.netspec", "block.netspec");

        var problem = Assert.Single(_project.Run().Problems);

        Assert.Equal("NSPEC2024", problem.Id);
        Assert.Contains("there is no spec 'nets/block.netspec'; did you mean 'nets/blocks.netspec'?", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_plan_finds_in_a_used_block_stands_there()
    {
        _project.Edit("nets/blocks.netspec", "relu", "gelu");
        _project.Edit("nets/a.netspec", "unit(3)\n", "unit(3)\n    emit pathnorm\n");

        var problem = Assert.Single(_project.Run().Problems);

        Assert.Equal("NSPEC3013", problem.Id);
        Assert.Equal("nets/blocks.netspec", problem.Location.GetLineSpan().Path);
    }

    [Fact]
    public void The_compiler_in_one_call_makes_the_same_files()
    {
        var run = _project.Run();
        SpecText[] specs = [new("nets/blocks.netspec", Blocks), new("nets/b.netspec", Other), new("nets/a.netspec", Using)];

        var whole = NetCompiler.Compile(specs);
        var alone = NetCompiler.Compile([specs[2]], new() { UsableFiles = new([new("nets/blocks.netspec", Blocks)]) });

        Assert.Empty(whole.Problems);
        Assert.Equal(run.Sources.Values.Order(), whole.Files.Select(file => file.Text).Order());
        Assert.Equal(run.Sources["Using.Model.g.cs"], Assert.Single(alone.Files).Text);
        Assert.Contains("'nets/blocks.netspec'", Assert.Single(NetCompiler.Compile([specs[2]]).Problems).Message, StringComparison.Ordinal);
    }
}
