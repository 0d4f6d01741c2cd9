using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Blocks that files share.</summary>
public sealed class UseTests
{
    private const string Blocks = """
        namespace Shared

        block unit(c) {
            out = in -> linear(c) as fc -> relu
        }

        neurons pair {
            input a, b
            h : relu = a, b + bias
            output s = h, a*1
        }

        net Unseen {
            input x : 3
            output y = x -> unit(2)
        }
        """;

    [Fact]
    public void Blocks_and_neurons_of_another_file_are_as_if_they_stood_here()
    {
        const string Net = "net N {\n    input x : 5\n    output y = x -> unit(2) as first -> pair as second\n}\n";
        var shared = Compile(("a.netspec", "namespace Demo\nuse \"blocks.netspec\"\n" + Net), ("blocks.netspec", Blocks));
        var whole = SpecCompiler.Compile(Blocks.Replace("Shared", "Demo", StringComparison.Ordinal) + "\n" + Net);

        Assert.Empty(shared.Problems);
        Assert.Equal(whole.Nets[1], Assert.Single(shared.Nets));
    }

    [Theory]
    [InlineData("nets/a.netspec", "../blocks.netspec", "blocks.netspec")]
    [InlineData("nets/a.netspec", "parts/blocks.netspec", "nets/parts/blocks.netspec")]
    [InlineData("nets/a.netspec", "./x/../blocks.netspec", "nets/blocks.netspec")]
    [InlineData("/p/nets/a.netspec", "../blocks.netspec", "/p/blocks.netspec")]
    [InlineData("C:\\p\\nets\\a.netspec", "../blocks.netspec", "C:\\p\\blocks.netspec")]
    [InlineData("../a.netspec", "../blocks.netspec", "../../blocks.netspec")]
    public void A_path_begins_at_the_file_that_it_stands_in(string from, string used, string file) =>
        Assert.Single(Compile((from, $"use \"{used}\"\nnet N {{\n    input x : 5\n    output y = x -> unit(2)\n}}\n"), (file, Blocks)).Nets);

    [Fact]
    public void A_file_sees_what_it_uses_and_not_what_that_uses()
    {
        const string Middle = "use \"blocks.netspec\"\nblock both(c) {\n    out = in -> unit(c) -> unit(c)\n}\n";
        var seen = Compile(("a.netspec", "use \"middle.netspec\"\n" + Using("both(3)")), ("middle.netspec", Middle), ("blocks.netspec", Blocks));
        var unseen = Compile(("a.netspec", "use \"middle.netspec\"\n" + Using("unit(3)")), ("middle.netspec", Middle), ("blocks.netspec", Blocks));

        Assert.Equal(2, Assert.Single(seen.Nets).Parameters.Count(parameter => parameter.Name.EndsWith(".weight", StringComparison.Ordinal)));
        Assert.Empty(seen.Problems);
        Assert.Contains("no op or block is called 'unit'", Assert.Single(unseen.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_sees_its_own_file_whoever_uses_it()
    {
        const string Inner = "block inner(c) {\n    out = in -> linear(c)\n}\nblock outer(c) {\n    out = in -> inner(c)\n}\n";
        var result = Compile(
            ("a.netspec", "use \"one.netspec\"\nuse \"two.netspec\"\n" + Using("outer(3)")),
            ("one.netspec", "use \"three.netspec\"\nblock outer(c) {\n    out = in -> inner(c)\n}\n"),
            ("two.netspec", "block inner(c) {\n    out = in -> linear(2 * c)\n}\n"),
            ("three.netspec", Inner.Replace("outer", "unrelated", StringComparison.Ordinal)));

        Assert.Empty(result.Problems);
        Assert.Equal(3, Assert.Single(result.Nets).Nodes[^1].Shape.Size);
    }

    [Theory]
    [InlineData("'basic' is also on line 1 of b.netspec", "a.netspec(2,7)", "use \"b.netspec\"\nblock basic(c) {\n    out = in -> linear(c)\n}\n")]
    [InlineData("'basic' is on line 1 of c.netspec and on line 1 of b.netspec", "a.netspec(2,5)", "use \"b.netspec\"\nuse \"c.netspec\"\n")]
    [InlineData("\"./b.netspec\" is used on line 1 already", "a.netspec(2,5)", "use \"b.netspec\"\nuse \"./b.netspec\"\n")]
    [InlineData("there is no spec 'bb.netspec'; did you mean 'b.netspec'?", "a.netspec(1,5)", "use \"bb.netspec\"\n")]
    [InlineData("this file uses itself: a.netspec -> a.netspec", "a.netspec(1,5)", "use \"a.netspec\"\n")]
    [InlineData("\"/b.netspec\" is no path to a spec from here", "a.netspec(1,5)", "use \"/b.netspec\"\n")]
    [InlineData("\"..\\b.netspec\" is no path to a spec from here", "a.netspec(1,5)", "use \"..\\b.netspec\"\n")]
    public void Mistakes_of_names_and_paths_are_told_once(string message, string place, string lines)
    {
        const string Basic = "block basic(c) {\n    out = in -> linear(c)\n}\n";

        var (problem, found) = Assert.Single(Located(("a.netspec", lines + Using("basic(3)")), ("b.netspec", Basic), ("c.netspec", Basic)));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(place, found);
    }

    [Fact]
    public void A_circle_of_files_is_told_at_each_of_its_lines()
    {
        var problems = Located(
            ("a.netspec", "use \"b.netspec\"\n" + Using("one(3)")),
            ("b.netspec", "use \"c.netspec\"\nblock one(c) {\n    out = in -> two(c)\n}\n"),
            ("c.netspec", "use \"b.netspec\"\nblock two(c) {\n    out = in -> linear(c)\n}\n"));

        Assert.All(problems, problem => Assert.Equal(ProblemCode.CircularUse, problem.Problem.Code));
        Assert.Equal(["b.netspec(1,5)", "c.netspec(1,5)"], problems.Select(problem => problem.Place));
        Assert.Contains("b.netspec -> c.netspec -> b.netspec", problems[0].Problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("block unit(c) {\n    out = in -> conv(c, 3x3)\n}\n", "b.netspec(2,17)", "(in unit(c=3))")]
    [InlineData("// Nothing.\nblock unit(c) {\n    out = in -> linaer(c)\n}\n", "b.netspec(3,17)", "did you mean 'linear'?")]
    [InlineData("block unit(c) {\n    out = in -> linear(c,\n}\n", "b.netspec(2,26)", "the line ends here")]
    [InlineData("block unit(c) {\n    rest = in -> linear(c)\n    out = rest + more\n}\n", "b.netspec(3,18)", "no value is called 'more'")]
    public void An_error_in_a_used_block_stands_in_its_file(string blocks, string place, string message)
    {
        var (problem, found) = Assert.Single(Located(("a.netspec", "use \"b.netspec\"\n\n\n" + Using("unit(3) -> unit(3)")), ("b.netspec", blocks)));

        Assert.Equal(place, found);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_argument_stands_where_the_block_is_used()
    {
        var (problem, place) = Assert.Single(Located(("a.netspec", "use \"b.netspec\"\n" + Using("unit(d=3)")), ("b.netspec", "\uFEFF" + Blocks)));

        Assert.Equal("a.netspec(4,26)", place);
        Assert.Contains("'d'", problem.Message, StringComparison.Ordinal);
    }

    private static string Using(string stage) => $"net N {{\n    input x : 5\n    output y = x -> {stage}\n}}\n";

    private static SpecResult Compile(params (string Path, string Text)[] files) => SpecCompiler.Compile(Sources(files));

    private static SpecSources Sources((string Path, string Text)[] files)
    {
        var others = files.Select(file => new SourceFile(file.Path, file.Text)).ToList();
        return SpecSources.Of(others[0], others, others.Select(file => file.Path));
    }

    private static List<(Problem Problem, string Place)> Located(params (string Path, string Text)[] files)
    {
        var sources = Sources(files);
        var map = new SourceMap(sources);
        return [.. SpecCompiler.Compile(sources).Problems.Select(problem => (problem, Name(map.Locate(problem.Span))))];
    }

    private static string Name(FilePlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.Path}({place.Start.Line + 1},{place.Start.Column + 1})");
}
