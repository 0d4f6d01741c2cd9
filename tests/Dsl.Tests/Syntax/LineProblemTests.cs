using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

public class LineProblemTests
{
    [Theory]
    [InlineData("a = x -> conv(3 «5»)", "expected ',' or ')', but found '5'")]
    [InlineData("a = x -> conv(3, «)»", "expected an argument, but found ')'")]
    [InlineData("a = x -> conv(«,»", "expected an argument or ')', but found ','")]
    [InlineData("a = x -> conv(pad=«)»", "expected an argument, but found ')'")]
    [InlineData("a = x -> conv(1 + «*»)", "expected a number or a name, but found '*'")]
    [InlineData("a = x -> conv(3x«c»)", "expected a number, or an expression in parentheses, but found 'c'")]
    [InlineData("a = x -> «->» relu", "expected a stage such as relu, but found '->'")]
    [InlineData("a = x -> «4»", "expected a stage such as relu, but found '4'")]
    [InlineData("a = x -> «input»", "expected a stage such as relu, but found the keyword 'input'")]
    [InlineData("a = x «relu»", "expected '->', '+' or the end of the line, but found 'relu'")]
    [InlineData("a = x -> relu «)»", "expected '->' or the end of the line, but found ')'")]
    [InlineData("a = x -> relu «+» x", "; '+' binds tighter than '->': put the chain before it in parentheses")]
    [InlineData("a = x -> relu «az» b", "; did you mean 'as'?")]
    [InlineData("a = x -> relu «wiht» b", "; did you mean 'with'?")]
    [InlineData("a = x -> repat «3» relu", "; is 'repat' meant to be 'repeat'?")]
    [InlineData("a = x -> repeat i «im» 1..3 relu", "expected 'in', but found 'im'")]
    [InlineData("a = x -> repeat i in 1 «relu»", "expected an operator or '..', but found 'relu'")]
    [InlineData("a = x -> relu as «.»b", "expected a part of a name, but found '.'")]
    [InlineData("a = x -> relu as b.{«}»", "expected a number or a name, but found '}'")]
    [InlineData("a = «2»*x", "expected a value, but found '2'")]
    [InlineData("a = concat(«)»", "expected a value, but found ')'")]
    [InlineData("a : «=» x", "expected a shape such as 3x32x32 or 128, but found '='")]
    [InlineData("a «b»", "expected ':' or '=', but found 'b'")]
    [InlineData("«2» = x", "expected a statement, but found '2'")]
    [InlineData("«repeat» 3 relu", "expected a statement, but found the keyword 'repeat'")]
    [InlineData("input «:» 3", "expected a name for the input, but found ':'")]
    [InlineData("input a : 3 «=» x", "expected the end of the line, but found '='")]
    [InlineData("output a «b»", "expected ':', '=' or the end of the line, but found 'b'")]
    [InlineData("output a : 3 «b»", "expected '=' or the end of the line, but found 'b'")]
    [InlineData("emit a «b»", "expected ',', 'only' or the end of the line, but found 'b'")]
    public void Unexpected_text(string line, string message)
    {
        var problem = Parsed.Problem(line);

        Assert.Equal(ProblemCode.UnexpectedText, problem.Code);
        Assert.Contains(message, problem.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a =«»", "expected a value, but the line ends here")]
    [InlineData("a = x ->«» // note", "expected a stage such as relu, but the line ends here")]
    [InlineData("a = x +«»", "expected a value, but the line ends here")]
    [InlineData("a = x -> conv(3«»", "expected ',' or ')', but the line ends here")]
    [InlineData("a = x\n -> (relu\n    -> id«»", "expected '->' or ')', but the line ends here")]
    [InlineData("a = x -> conv(3x«»", "expected a number, or an expression in parentheses, but the line ends here")]
    [InlineData("a = x -> relu as«»", "expected a part of a name, but the line ends here")]
    [InlineData("a = x -> relu as b.«»", "expected a part of a name, but the line ends here")]
    [InlineData("a = x -> repeat 3«»", "expected a stage such as relu, but the line ends here")]
    [InlineData("a = x -> repeat«»", "expected a count such as 3, or a counter such as 'i in 1..3', but the line ends here")]
    [InlineData("a«»", "expected ':' or '=', but the line ends here")]
    [InlineData("a : 3«»", "expected '=', but the line ends here")]
    [InlineData("input«»", "expected a name for the input, but the line ends here")]
    [InlineData("input a«»", "expected ':', but the line ends here")]
    [InlineData("output«»", "expected a name for the output, but the line ends here")]
    [InlineData("layout«»", "expected 'batch_first' or 'batch_last', but the line ends here")]
    [InlineData("emit forward,«»", "expected a pass such as forward, but the line ends here")]
    public void Unexpected_end(string line, string message)
    {
        var problem = Parsed.Problem(line);

        Assert.Equal((ProblemCode.UnexpectedEnd, message), (problem.Code, problem.Message));
    }

    [Theory]
    [InlineData("input a : 3«;»", "';' has no meaning in a spec; a statement ends with its line")]
    [InlineData("a = x «→» relu", "'→' (U+2192) has no meaning in a spec; did you mean '->'?")]
    [InlineData("a = «[»x]", "'[' has no meaning in a spec; use parentheses")]
    [InlineData("a = «“»x”", "'“' (U+201C) has no meaning in a spec; names stand without quotes")]
    [InlineData("a = x -> conv(3«×»3)", "did you mean 'x' between dimensions or '*' between numbers?")]
    [InlineData("a = x -> f(2 «−» 1)", "'−' (U+2212) has no meaning in a spec; did you mean '-'?")]
    [InlineData("a = x -> f(«٣»)", "numbers have the digits 0-9")]
    [InlineData("b«é» = x", "names have the letters a-z and A-Z, digits and '_'")]
    [InlineData("a = x«\u00A0»-> relu", "the character U+00A0 has no meaning in a spec; use plain spaces")]
    [InlineData("a = x «\u2028»-> relu", "the character U+2028 has no meaning in a spec; use plain spaces")]
    [InlineData("a = x «\0»", "the character U+0000 has no meaning in a spec")]
    [InlineData("a = x «\uD83D\uDE00»", "'\uD83D\uDE00' (U+1F600) has no meaning in a spec")]
    [InlineData("a = x «\u0301»", "the character U+0301 has no meaning in a spec")]
    [InlineData("«#» note", "'#' starts no comment; comments start with '//'")]
    [InlineData("a = x «/*» note */", "'/*' starts no comment; comments start with '//'")]
    public void Invalid_characters(string line, string message)
    {
        var problem = Parsed.Problem(line);

        Assert.Equal(ProblemCode.InvalidCharacter, problem.Code);
        Assert.Contains(message, problem.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_an_invalid_character() =>
        Assert.Contains("U+D83D", Parsed.Problem("a = x «\uD83D» b").Message, System.StringComparison.Ordinal);

    [Theory]
    [InlineData("«inptu» a : 3", "input")]
    [InlineData("«Input» a : 3", "input")]
    [InlineData("«outputs» a = x", "output")]
    [InlineData("«layuot» batch_last", "layout")]
    [InlineData("«emitt» forward", "emit")]
    [InlineData("«inptu» a : : 3", "input")]
    public void Misspelt_keywords(string line, string keyword)
    {
        var problem = Parsed.Problem(line);

        Assert.Equal(ProblemCode.MisspeltKeyword, problem.Code);
        Assert.EndsWith($"is no keyword; did you mean '{keyword}'?", problem.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("«emit» = x")]
    [InlineData("«net» = x")]
    [InlineData("«block» : 3 = x")]
    [InlineData("«as» : 3 = x")]
    [InlineData("input «layout» : 3")]
    [InlineData("output «block»")]
    [InlineData("a = x -> repeat «net» in 1..3 relu")]
    [InlineData("a = x -> linear(1 + «with»)")]
    public void Keywords_as_names(string line) => Assert.Equal(ProblemCode.KeywordAsName, Parsed.Problem(line).Code);

    [Theory]
    [InlineData("net N {\n    «->» relu\n}")]
    [InlineData("net N {\n    neurons {\n    «->» relu\n    }\n}")]
    [InlineData("net N {\n    neurons {\n    }\n    «->» relu\n    -> relu\n}")]
    public void Dangling_arrows(string text) => Assert.Equal(ProblemCode.DanglingArrow, Assert.Single(Parsed.Problems(text)).Code);

    [Theory]
    [InlineData("v «relu» = a", "expected ':', but found 'relu'")]
    [InlineData("v : «=» a", "expected an activation: relu, id or pool(k), but found '='")]
    [InlineData("v : relu «a»", "expected '=', but found 'a'")]
    [InlineData("v : pool(«)» = a", "expected a number or a name, but found ')'")]
    [InlineData("v : pool(2 «=» a", "expected an operator or ')', but found '='")]
    [InlineData("v : relu = «0»*a", "expected an antecedent, but found '0'")]
    [InlineData("v : relu = a*«b»", "expected a number, but found 'b'")]
    [InlineData("v : relu = a «b»", "expected ',', '+ bias' or the end of the line, but found 'b'")]
    [InlineData("v : relu = a + «b»", "expected 'bias', or ',' in place of '+', but found 'b'")]
    [InlineData("input a «b»", "expected ',' or the end of the line, but found 'b'")]
    [InlineData("«3» : relu = a", "expected a neuron, 'input' or 'output', but found '3'")]
    public void Unexpected_text_among_neurons(string line, string message)
    {
        var problem = Parsed.NeuronProblem(line);

        Assert.Equal((ProblemCode.UnexpectedText, message), (problem.Code, problem.Message));
    }

    [Fact]
    public void A_keyword_is_no_neuron() => Assert.Equal(ProblemCode.KeywordAsName, Parsed.NeuronProblem("«output» = a").Code);

    [Fact]
    public void A_long_token_is_shortened_in_the_message()
    {
        var problem = Parsed.Problem("a = x «" + new string('b', 5000) + "»");

        Assert.InRange(problem.Message.Length, 50, 120);
    }
}
