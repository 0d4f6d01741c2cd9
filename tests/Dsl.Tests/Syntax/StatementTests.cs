using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

public class StatementTests
{
    [Theory]
    [InlineData("input image : 3x224x224")]
    [InlineData("input x1 : c")]
    [InlineData("output y")]
    [InlineData("output y : 10x1x1")]
    [InlineData("output y = x")]
    [InlineData("output y : 10 = [x -> linear(10)]")]
    [InlineData("layout batch_last")]
    [InlineData("layout anything")]
    [InlineData("emit forward")]
    [InlineData("emit forward, pathnorm, net")]
    [InlineData("a = b")]
    [InlineData("in = b")]
    [InlineData("out = in")]
    [InlineData("bias = relu")]
    [InlineData("inputs = outputs")]
    [InlineData("a : 3x4x5 = b")]
    [InlineData("a, b = [x -> split]")]
    [InlineData("a, b, c = [[x + y] -> relu -> split(1, 2, 3)]")]
    [InlineData("a = [b + c + d]")]
    [InlineData("a = [[b + c] -> relu -> id]")]
    [InlineData("a = concat(b)")]
    [InlineData("a = [concat(b, [c -> relu], [d + e]) -> f]")]
    [InlineData("a = [[b -> relu] + c]")]
    [InlineData("a = add(add(b, c), d)")]
    [InlineData("a = [add(b, c) as layer1.sum -> relu]")]
    [InlineData("a = concat(add(b, c) as d, b) as e")]
    public void Statements(string expected)
    {
        // Brackets show what binds together; a chain within a sum needs parentheses in the text.
        var text = expected == "a = [[b -> relu] + c]"
            ? "a = (b -> relu) + c"
            : expected.Replace("[", "", System.StringComparison.Ordinal).Replace("]", "", System.StringComparison.Ordinal);

        Assert.Equal(expected, TreeText.Of(Parsed.Statement(text)));
    }

    [Theory]
    [InlineData("a   =  b\t->   relu", "a = b -> relu")]
    [InlineData("a = b // why\n      // because\n    -> relu // so\n    -> id", "a = b -> relu -> id")]
    [InlineData("emit  forward ,pathnorm", "emit forward ,pathnorm")]
    [InlineData("a=b\r\n->relu", "a=b ->relu")]
    public void The_text_of_a_statement_has_no_comments_and_single_spaces(string line, string expected) =>
        Assert.Equal(expected, Parsed.Statement(line).Text);
}
