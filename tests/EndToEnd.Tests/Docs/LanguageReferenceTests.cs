using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Docs;

/// <summary>Compiles the blocks of the documents, so that what they show is what the compiler takes and says.</summary>
public sealed partial class LanguageReferenceTests
{
    /// <summary>What is at the root of the repository, and the reference.</summary>
    private static readonly string[] Documents =
        [.. Directory.EnumerateFiles(Repository.Root, "*.md").Select(file => Path.GetFileName(file)), "docs/language.md"];

    public static TheoryData<string, int, string> Blocks(string language)
    {
        var data = new TheoryData<string, int, string>();
        foreach (var (document, line, _, text) in Documents.SelectMany(Fences).Where(fence => fence.Language == language))
            data.Add(document, line, text);
        return data;
    }

    [Theory]
    [MemberData(nameof(Blocks), "netspec")]
    public void Specs_compile(string document, int line, string text) => AssertCompiles($"{document}({line})", text);

    /// <summary>A fragment is the inside of a net; unless it declares an input, it gets one called x.</summary>
    [Theory]
    [MemberData(nameof(Blocks), "netspec-fragment")]
    public void Fragments_compile(string document, int line, string text)
    {
        var input = text.StartsWith("input ", StringComparison.Ordinal) ? "" : "input x : 16x32x32\n";
        AssertCompiles($"{document}({line})", $"net Fragment {{\n{input}{text}\nemit forward\n}}\n");
    }

    /// <summary>A faulty spec ends with comments that spell its problems.</summary>
    [Theory]
    [MemberData(nameof(Blocks), "netspec-error")]
    public void Messages_are_those_shown(string document, int line, string text)
    {
        var shown = text.Split('\n').Where(l => l.StartsWith("// (", StringComparison.Ordinal)).Select(l => l[3..]);
        var problems = Problems(text);
        Assert.True(problems.SequenceEqual(shown), $"{document}({line}) should show\n{string.Join('\n', problems)}");
    }

    [Fact]
    public void The_reference_has_blocks_of_all_kinds() =>
        Assert.All(["netspec", "netspec-fragment", "netspec-error"], language => Assert.Contains(Fences("docs/language.md"), fence => fence.Language == language));

    [Fact]
    public void Names_are_those_that_the_reference_lists()
    {
        var text = Fences("docs/language.md").Single(fence => fence.Text.Contains("net Named", StringComparison.Ordinal)).Text;
        var names = SpecCompiler.Compile(text).Nets.Single().Parameters.Select(parameter => parameter.Name).ToArray();
        var listed = File.ReadLines(Repository.PathOf("docs", "language.md")).Single(line => line.StartsWith("Here the tensors are", StringComparison.Ordinal));
        Assert.All(Quoted().Matches(listed), match => Assert.Contains(match.Groups[1].Value, names));

        var path = SpecCompiler.Compile("""
            block basic {
                main = in -> conv(8, 3x3, pad=1)
                out  = main + in
            }

            net N {
                input x : 8x9x9
                stem = x -> conv(8, 3x3) -> relu -> conv(8, 3x3) -> basic
                output stem
            }
            """);
        Assert.Equal(["stem.conv", "stem.conv2", "stem.basic.main.conv"], path.Nets.Single().Nodes.Where(node => node.Op is Conv2D).Select(node => node.Name));
    }

    /// <summary>Every op that a value is fed through stands in a table with the arguments that its messages spell.</summary>
    [Fact]
    public void Ops_are_listed_with_their_arguments()
    {
        var calls = File.ReadLines(Repository.PathOf("docs", "language.md")).Select(line => OpRow().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value);

        // Other forms of an op whose row stands above.
        string[] forms = ["avgpool(global", "avgpool(adaptive", "maxpool(global", "upsample(factor, bilinear=true"];
        Assert.All(calls.Where(call => !forms.Any(form => call.StartsWith(form, StringComparison.Ordinal))), call =>
        {
            var keyword = call.Split('(')[0];
            var problems = SpecCompiler.Compile($"net N {{\ninput x : 3x8x8\noutput y = x -> {keyword}(kernel=2, kernel=2, nosuchargument=1)\n}}\n").Problems;
            var usage = call == keyword ? $"{keyword} takes no arguments" : ": " + call.Replace(", bias)", ", bias=true)", StringComparison.Ordinal);
            Assert.Contains(problems, problem => problem.Message.Contains(usage.TrimEnd(')'), StringComparison.Ordinal));
        });
    }

    private static void AssertCompiles(string place, string text)
    {
        var problems = Problems(text);
        Assert.True(problems.Count == 0, $"{place}:\n{string.Join('\n', problems)}\n{text}");
        Assert.NotEmpty(SpecCompiler.Compile(text).Nets);
    }

    private static List<string> Problems(string text)
    {
        var lines = new LineMap(text);
        return [.. SpecCompiler.Compile(text).Problems.Select(problem => Format(problem, lines))];
    }

    private static string Format(Problem problem, LineMap lines)
    {
        var place = lines.PositionOf(problem.Span.Start);
        var severity = problem.IsError ? "error" : "warning";
        return string.Create(CultureInfo.InvariantCulture, $"({place.Line + 1},{place.Column + 1}): {severity} NSPEC{(int)problem.Code}: {problem.Message}");
    }

    private static IEnumerable<(string Document, int Line, string Language, string Text)> Fences(string document)
    {
        var text = File.ReadAllText(Repository.PathOf(document));
        return Fence().Matches(text).Select(match =>
            (document, text.AsSpan(0, match.Index).Count('\n') + 1, match.Groups[1].Value, match.Groups[2].Value.TrimEnd('\n')));
    }

    [GeneratedRegex(@"^\| `([a-z]+(?:\(.*?\))?)` \| \w+( of \S+)? -> ")]
    private static partial Regex OpRow();

    [GeneratedRegex(@"^```(\S*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
