using System.Linq;
using NetSpec.Dsl.Text;
using Xunit;

namespace NetSpec.Dsl.Tests.Text;

public class LogicalLinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \n\t\n// only a comment\n", "")]
    [InlineData("a\nb", "a|b")]
    [InlineData("a\r\nb\rc", "a|b|c")]
    [InlineData("a // comment\n// comment\nb", "a|b")]
    [InlineData("a // -> b { }", "a")]
    [InlineData("a\n  -> b\n -> c\nd", "a -> b -> c|d")]
    [InlineData("a ->\nb", "a ->|b")]
    [InlineData("a\n\n// comment\n\n  -> b", "a -> b")]
    [InlineData("a // comment\n  -> b // comment", "a -> b")]
    [InlineData("a\n->", "a ->")]
    [InlineData("a\n- > b", "a|- > b")]
    [InlineData("-> a\n-> b", "-> a -> b")]
    [InlineData("net A {\na\n}", "net A{|a|}")]
    [InlineData("net A{\n}\n", "net A{|}")]
    [InlineData("net A {\n-> a\n}\n-> b", "net A{|-> a|}|-> b")]
    [InlineData("block b { out = in }", "block b{|out = in|}")]
    [InlineData("net A { neurons { input a } }", "net A{|neurons{|input a|}|}")]
    [InlineData("} }\n}}", "}|}|}|}")]
    [InlineData("} a", "}|a")]
    [InlineData("a }", "a|}")]
    [InlineData("{", "{")]
    [InlineData("x = y -> f as l.{i}", "x = y -> f as l.{i}")]
    [InlineData("x = y -> f as {2*i}.a{j} -> g", "x = y -> f as {2*i}.a{j} -> g")]
    [InlineData("block b { out = in -> f as l.{i} }", "block b{|out = in -> f as l.{i}|}")]
    [InlineData("blok b(c) {\n}", "blok b(c){|}")]
    [InlineData("b(c){", "b(c){")]
    [InlineData("x = y -> f as l{", "x = y -> f as l{")]
    [InlineData("net = x -> f as l.{i}", "net = x -> f as l.{i}")]
    [InlineData("\uFEFFnet A {", "net A{")]
    public void Splits(string text, string expected)
    {
        var lines = LogicalLines.Split(text);

        Assert.Equal(expected, string.Join('|', lines.Lines.Select(line => line.Kind switch
        {
            LogicalLineKind.Close => "}",
            LogicalLineKind.Open => lines.Quote(line.Span) + "{",
            _ => lines.Quote(line.Span),
        })));
    }

    [Fact]
    public void Spans_are_offsets_into_the_file_across_comments_and_continued_lines()
    {
        const string Text = "\r\n  a // one\r\n// two\r\n\t->  b // three\r\n}";
        var lines = LogicalLines.Split(Text);

        Assert.Equal(2, lines.Lines.Count);
        Assert.Equal("a // one\r\n// two\r\n\t->  b", Text.Substring(lines.Lines[0].Span.Start, lines.Lines[0].Span.Length));
        Assert.Equal(2, lines.Lines[0].Column);
        Assert.Equal("a -> b", lines.Quote(lines.Lines[0].Span));
        Assert.Equal("}", Text.Substring(lines.Lines[1].Brace.Start, 1));
    }

    [Fact]
    public void The_code_is_as_long_as_the_file()
    {
        const string Text = "a // comment with / and //\nb / c /// more";
        var code = LogicalLines.Split(Text).Code;

        Assert.Equal(Text.Length, code.Length);
        Assert.Equal("a \nb / c", string.Join('\n', code.Split('\n').Select(line => line.TrimEnd(' ') + (line.StartsWith('a') ? " " : ""))));
    }

    [Fact]
    public void Other_spaces_and_line_breaks_of_Unicode_are_characters()
    {
        var lines = LogicalLines.Split("a\u00A0b\u2028c\u0085d\ve");

        Assert.Equal("a\u00A0b\u2028c\u0085d\ve", lines.Quote(Assert.Single(lines.Lines).Span));
    }
}
