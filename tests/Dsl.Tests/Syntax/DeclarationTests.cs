using NetSpec.Dsl.Syntax;
using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

public class DeclarationTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("net N {\n}", "net N() {  }")]
    [InlineData("net N{}", "net N() {  }")]
    [InlineData("net N() {\n}", "net N() {  }")]
    [InlineData("net N(classes=1000, w = 2*classes) {\n}", "net N(classes=1000, w=[2*classes]) {  }")]
    [InlineData("block b(c, n=2) {\n out = in\n}", "block b(c, n=2) { out = in }")]
    [InlineData("block b { out = in -> relu }\nnet N { output y }", "block b() { out = [in -> relu] }; net N() { output y }")]
    [InlineData("neurons n {\n input a, b\n output y = a, b*-1 + bias\n}", "neurons n { input a, b; output y = a, b*-1 + bias }")]
    [InlineData("net N {\n neurons {\n input a\n }\n emit forward\n}", "net N() { neurons { input a }; emit forward }")]
    [InlineData("net N { neurons { input a } }", "net N() { neurons { input a } }")]
    public void Declarations(string text, string expected) => Assert.Equal(expected, Parsed.Spec(text));

    [Theory]
    [InlineData("input a, b, c", "input a, b, c")]
    [InlineData("v : relu = a, b + bias", "v : relu = a, b + bias")]
    [InlineData("w : pool(2) = a*1, v", "w : pool(2) = a*1, v")]
    [InlineData("w : pool(n+1) = a", "w : pool([n+1]) = a")]
    [InlineData("s : id = v * 0.5 , w*-1e-3,u*+2", "s : id = v*0.5, w*-1e-3, u*+2")]
    [InlineData("s : id = bias", "s : id =  + bias")]
    [InlineData("s : id = bias, bias + bias", "s : id = bias, bias + bias")]
    [InlineData("output y = s, a*-0.5 + bias", "output y = s, a*-0.5 + bias")]
    [InlineData("output y : relu = s", "output y : relu = s")]
    [InlineData("output y = bias", "output y =  + bias")]
    public void Neurons(string line, string expected) =>
        Assert.Equal($"neurons n {{ {expected} }}", Parsed.Spec("neurons n {\n" + line + "\n}"));

    [Theory]
    [InlineData("namespace A", "A")]
    [InlineData("namespace Samples.Vision // note", "Samples.Vision")]
    [InlineData("namespace A . net . B2", "A.net.B2")]
    [InlineData("", null)]
    public void Namespaces(string text, string? expected) =>
        Assert.Equal(expected, SpecParser.Parse(text + "\nnet N {\n}").Spec.Namespace?.Text);
}
