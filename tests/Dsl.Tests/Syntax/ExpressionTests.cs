using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

public class ExpressionTests
{
    [Theory]
    [InlineData("64", "64")]
    [InlineData("007", "007")]
    [InlineData("99999999999999999999999", "99999999999999999999999")]
    [InlineData("n", "n")]
    [InlineData("x", "x")]
    [InlineData("x3", "x3")]
    [InlineData("_n_1", "_n_1")]
    [InlineData("1+2-3", "[[1+2]-3]")]
    [InlineData("1+2*3", "[1+[2*3]]")]
    [InlineData("8/4/2%3*5", "[[[[8/4]/2]%3]*5]")]
    [InlineData("2^3^2", "[2^[3^2]]")]
    [InlineData("2*3^2", "[2*[3^2]]")]
    [InlineData("-2^2", "[-[2^2]]")]
    [InlineData("2^-1", "[2^[-1]]")]
    [InlineData("2^-1^2", "[2^[-[1^2]]]")]
    [InlineData("1 - -2", "[1-[-2]]")]
    [InlineData("-a*-b", "[[-a]*[-b]]")]
    [InlineData("(1+2)*3", "[[1+2]*3]")]
    [InlineData("((n))", "n")]
    [InlineData("2^(l-1)", "[2^[l-1]]")]
    [InlineData(" ( 1 + 2 ) % 3 ", "[[1+2]%3]")]
    public void Integer_expressions(string text, string expected) => Assert.Equal(expected, Parsed.Argument(text));

    [Theory]
    [InlineData("3x3", "extent 3x3")]
    [InlineData("3 x 3", "extent 3x3")]
    [InlineData("1x3x5x7", "extent 1x3x5x7")]
    [InlineData("(2*c)x7", "extent [2*c]x7")]
    [InlineData("7x(n)", "extent 7xn")]
    [InlineData("(a)x(b)", "extent axb")]
    [InlineData("((a+1))x1", "extent [a+1]x1")]
    [InlineData("(1, 2)", "tuple(1, 2)")]
    [InlineData("(1, n+1, (2), -3)", "tuple(1, [n+1], 2, [-3])")]
    [InlineData("((1+2)*3, 4)", "tuple([[1+2]*3], 4)")]
    [InlineData("0.5", "decimal 0.5")]
    [InlineData("1e-3", "decimal 1e-3")]
    [InlineData("1E5", "decimal 1E5")]
    [InlineData("-2.5e+10", "decimal -2.5e+10")]
    [InlineData("+1e0", "decimal +1e0")]
    [InlineData("-3", "[-3]")]
    [InlineData("pad=1", "pad=1")]
    [InlineData("pad = same", "pad=same")]
    [InlineData("in=3, input=4", "in=3, input=4")]
    [InlineData("stride=2x1, pad=(1, 2, 1, 2), eps=1e-5", "stride=extent 2x1, pad=tuple(1, 2, 1, 2), eps=decimal 1e-5")]
    [InlineData("64, 3x3, bias=false", "64, extent 3x3, bias=false")]
    [InlineData("global", "global")]
    public void Arguments(string text, string expected) => Assert.Equal(expected, Parsed.Argument(text));

    [Theory]
    [InlineData("3x224x224", "3x224x224")]
    [InlineData("384", "384")]
    [InlineData("c", "c")]
    [InlineData("2*base + 1", "[[2*base]+1]")]
    [InlineData("(2*c)x7x7", "[2*c]x7x7")]
    [InlineData("(c) x (h) x (w)", "cxhxw")]
    [InlineData("(c)", "c")]
    [InlineData("(c)*2", "[c*2]")]
    public void Shapes(string text, string expected) =>
        Assert.Equal($"input v : {expected}", TreeText.Of(Parsed.Statement("input v : " + text)));
}
