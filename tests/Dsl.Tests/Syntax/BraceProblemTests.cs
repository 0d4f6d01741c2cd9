using System.Linq;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

/// <summary>Braces, headers and lines outside: one mistake gives one problem, and the rest is read as it was meant.</summary>
public class BraceProblemTests
{
    [Theory]
    [InlineData("net N«»\n    input x : 3\n}", "net N() { input x : 3 }")]
    [InlineData("net N\n«{»\n    input x : 3\n}", "net N() { input x : 3 }")]
    [InlineData("block b(c)«» // note\n    out = in\n}\nnet N {\n}", "block b(c) { out = in }; net N() {  }")]
    [InlineData("net N«»\nnet M {\n}", "net N()! {  }; net M() {  }")]
    [InlineData("net N {\n    neurons«»\n        input a\n    }\n}", "net N() { neurons { input a } }")]
    [InlineData("net N {\n    neurons\n    «{»\n        input a\n    }\n}", "net N() { neurons { input a } }")]
    public void Missing_brace(string marked, string spec) => Check(marked, spec, ProblemCode.MissingBrace);

    [Theory]
    [InlineData("net N «{»\n    input x : 3\n", "net N()! { input x : 3 }")]
    [InlineData("net N «{»", "net N()! {  }")]
    [InlineData("block b «{»\n    out = in\n\nnet N {\n    input x : 3\n}", "block b()! { out = in }; net N() { input x : 3 }")]
    [InlineData("net N {\n    neurons «{»\n        input a\n}\nnet M {\n}", "net N()! { neurons { input a } }; net M() {  }")]
    [InlineData("net N «{»\nneurons {\ninput a\n    }", "net N()! { neurons { input a } }")]
    public void Unclosed_brace(string marked, string spec) => Check(marked, spec, ProblemCode.UnclosedBrace);

    [Fact]
    public void Each_body_that_the_end_of_the_file_leaves_open_is_a_problem() =>
        Check("net N «{»\n    neurons «{»\n        input a", "net N()! { neurons { input a } }", ProblemCode.UnclosedBrace, ProblemCode.UnclosedBrace);

    [Theory]
    [InlineData("«}»", "")]
    [InlineData("net N {\n}\n«}»\nnet M {\n}", "net N() {  }; net M() {  }")]
    [InlineData("net N { }«}»", "net N() {  }")]
    public void Extra_brace(string marked, string spec) => Check(marked, spec, ProblemCode.ExtraBrace);

    [Theory]
    [InlineData("net N {\n    a = b «{»\n        foo bar\n        baz {\n        }\n    }\n    c = d\n}", "net N()! { c = d }")]
    [InlineData("net N {\n    «{»\n    }\n    c = d\n}", "net N()! { c = d }")]
    [InlineData("neurons n {\n    v : relu = a «{»\n    }\n    input a\n}", "neurons n! { input a }")]
    [InlineData("«{»\n    input x : 3\n}\nnet N {\n}", "net N() {  }")]
    [InlineData("namespace A «{»\n    net N {\n    }\n}", "net N() {  }")]
    public void Unexpected_brace(string marked, string spec) => Check(marked, spec, ProblemCode.UnexpectedBrace);

    [Theory]
    [InlineData("«emit» forward\nlayout x\n}\nnet N {\n}", "net N() {  }")]
    [InlineData("net N {\n    input x : 3\n    }\n    «output» y = x\n    emit forward\n}\nnet M {\n}", "net N()! { input x : 3 }; net M() {  }")]
    [InlineData("net N {\n}\n«emit» forward", "net N()! {  }")]
    [InlineData("«using» System\nnet N {\n}", "net N() {  }")]
    [InlineData("«->» relu", "")]
    public void Outside_every_net(string marked, string spec) => Check(marked, spec, ProblemCode.OutsideNet);

    [Fact]
    public void Lines_outside_are_one_problem_between_two_declarations() =>
        Check("«a» = b\nc = d\nnet N {\n}\n«e» = f\ng = h", "net N()! {  }", ProblemCode.OutsideNet, ProblemCode.OutsideNet);

    [Theory]
    [InlineData("net N {\n    «block» b {\n        out = in\n    }\n    input x : 3\n}", "net N()! { input x : 3 }; block b()! { out = in }")]
    [InlineData("net N {\n«block» b {\nout = in\n}\ninput x : 3\n}", "net N()! { input x : 3 }; block b()! { out = in }")]
    [InlineData("net N {\n    «neurons» n {\n        input a\n    }\n}", "net N()! {  }; neurons n! { input a }")]
    [InlineData("net N {\n    «namespace» A\n    input x : 3\n}", "net N()! { input x : 3 }")]
    [InlineData("net N {\n}\n«namespace» A", "net N() {  }")]
    public void Misplaced_declaration(string marked, string spec) => Check(marked, spec, ProblemCode.MisplacedDeclaration);

    [Theory]
    [InlineData("namespace A\n«namespace B.C»\nnet N {\n}", "net N() {  }")]
    [InlineData("namespace A\nnet N {\n}\n«namespace A»", "net N() {  }")]
    public void Repeated_namespace(string marked, string spec) => Check(marked, spec, ProblemCode.RepeatedNamespace);

    [Theory]
    [InlineData("«nett» N {\n    input x : 3\n}", "net N()! { input x : 3 }")]
    [InlineData("«Net» N(c=3) {\n}", "net N(c=3)! {  }")]
    [InlineData("«blok» b(c {\n    out = in\n}", "block b()! { out = in }")]
    [InlineData("«neuron» n {\n    input a\n}", "neurons n! { input a }")]
    [InlineData("net N {\n    «neuron» {\n        input a\n    }\n}", "net N()! { neurons { input a } }")]
    [InlineData("«namespce» A\nnet N {\n}", "net N() {  }")]
    [InlineData("«nett» N\n{\n    input x : 3\n}", "net N()! { input x : 3 }")]
    public void Misspelt_declaration(string marked, string spec) => Check(marked, spec, ProblemCode.MisspeltKeyword);

    [Theory]
    [InlineData("net N(a=1 «b») {\n    input x : 3\n}", "net N()! { input x : 3 }")]
    [InlineData("net N()«=» {\n    input x : 3\n}", "net N()! { input x : 3 }")]
    [InlineData("block b(a«{»\n    out = in\n}", "block b()! { out = in }")]
    [InlineData("block b(a=«)» {\n    out = in\n}", "block b()! { out = in }")]
    [InlineData("net N «x» {\n    input x : 3\n}", "net N()! { input x : 3 }")]
    [InlineData("net «3» {\n    input x : 3\n}\nnet M {\n}", "net M() {  }")]
    [InlineData("neurons «{»\n    input x\n}\nnet M {\n}", "net M() {  }")]
    [InlineData("neurons n «(»a) {\n    input x\n}", "neurons n! { input x }")]
    [InlineData("«foo»(c) {\n    whatever is here\n    { }\n}\nnet M {\n}", "net M() {  }")]
    public void Broken_header(string marked, string spec) => Check(marked, spec, ProblemCode.UnexpectedText);

    [Fact]
    public void A_broken_header_does_not_hide_the_problems_of_its_body() =>
        Check("block b(«4») {\n    out = in -> «3»\n}", "block b()! {  }", ProblemCode.UnexpectedText, ProblemCode.UnexpectedText);

    [Fact]
    public void The_name_of_a_broken_namespace_is_reported_once() =>
        Check("namespace A.«»\nnet N {\n}", "net N() {  }", ProblemCode.UnexpectedEnd);

    private static void Check(string marked, string spec, params ProblemCode[] codes)
    {
        var problems = Parsed.Problems(marked, out var actual);

        Assert.Equal(codes, problems.Select(problem => problem.Code));
        Assert.Equal(spec, actual);
    }
}
