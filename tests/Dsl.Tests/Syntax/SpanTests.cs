using System.Linq;
using NetSpec.Dsl.Syntax;
using NetSpec.Fuzz;
using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

public class SpanTests
{
    [Fact]
    public void Every_node_knows_its_characters()
    {
        const string Text = "net N(n = 2) {\r\n    y : (2*n)x3 = a + b // note\r\n      -> repeat i in 1..n (conv(-n ^ 2, 3 x 3, pad=(1, 2)) as c.{i} -> id) with d\r\n}\r\n";
        string[] expected =
        [
            Text.TrimEnd(),
            "N", "n = 2", "n", "2",
            "y : (2*n)x3 = a + b // note\r\n      -> repeat i in 1..n (conv(-n ^ 2, 3 x 3, pad=(1, 2)) as c.{i} -> id) with d",
            "y", "(2*n)x3", "(2*n)", "2", "n", "3",
            "a + b // note\r\n      -> repeat i in 1..n (conv(-n ^ 2, 3 x 3, pad=(1, 2)) as c.{i} -> id) with d",
            "a + b", "a", "a", "b", "b",
            "repeat i in 1..n (conv(-n ^ 2, 3 x 3, pad=(1, 2)) as c.{i} -> id) with d",
            "i", "1", "n",
            "(conv(-n ^ 2, 3 x 3, pad=(1, 2)) as c.{i} -> id) with d",
            "conv(-n ^ 2, 3 x 3, pad=(1, 2)) as c.{i}",
            "conv", "-n ^ 2", "-n ^ 2", "-n ^ 2", "n ^ 2", "n", "2",
            "3 x 3", "3 x 3", "3 x 3", "3", "3",
            "pad=(1, 2)", "pad", "(1, 2)", "1", "2",
            "as c.{i}", "c.", "{i}", "i",
            "id", "id",
            "with d", "d",
        ];

        var spec = SpecParser.Parse(Text).Spec;

        Assert.Equal(expected, SyntaxNodes.All(spec).Skip(1).Select(node => Text.Substring(node.Span.Start, node.Span.Length)));
    }

    [Fact]
    public void Neurons_know_their_characters()
    {
        const string Text = "neurons n {\n  input a , b\n  v : pool( 2 ) = a * -1 , b + bias\n}";
        string[] expected =
        [
            Text, "n",
            "input a , b", "a", "b",
            "v : pool( 2 ) = a * -1 , b + bias", "v", "pool", "2", "a * -1", "a", "b", "b",
        ];

        var spec = SpecParser.Parse(Text).Spec;

        Assert.Equal(expected, SyntaxNodes.All(spec).Skip(1).Select(node => Text.Substring(node.Span.Start, node.Span.Length)));
    }
}
