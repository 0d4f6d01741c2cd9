using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Fuzz;
using Xunit;

namespace NetSpec.Dsl.Tests.Syntax;

/// <summary>Parses small texts for tests.</summary>
internal static class Parsed
{
    /// <summary>The declarations of a text without problems, as <see cref="TreeText"/>.</summary>
    public static string Spec(string text)
    {
        var result = SpecParser.Parse(text);
        Assert.Empty(result.Problems.Select(problem => problem.Message));
        Assert.Null(SyntaxNodes.FindMisplaced(result.Spec, text));
        return string.Join("; ", result.Spec.Declarations.Select(TreeText.Of));
    }

    /// <summary>The one line of a net without problems.</summary>
    public static Statement Statement(string line)
    {
        var result = SpecParser.Parse("net N {\n" + line + "\n}");
        Assert.Empty(result.Problems.Select(problem => problem.Message));
        return Assert.Single(Assert.IsType<NetDeclaration>(Assert.Single(result.Spec.Declarations)).Body);
    }

    /// <summary>The stages that a value is fed through.</summary>
    public static string Stages(string chain)
    {
        var value = Assert.IsType<ChainValue>(Assert.IsType<BindingStatement>(Statement("y = x -> " + chain)).Value);
        return string.Join(" -> ", value.Stages.Select(TreeText.Of));
    }

    /// <summary>An expression, by way of an argument.</summary>
    public static string Argument(string text)
    {
        var stage = Stages("f(" + text + ")");
        return stage["f(".Length..^1];
    }

    /// <summary>
    /// The problem of a line of a net; the line marks its place as <c>«found»</c>. Its neighbours must be read in spite of it.
    /// </summary>
    public static Problem Problem(string line) => Problem("net N {\n    input x : 3\n    ", line, "\n    output y = x\n}", bodies: 2);

    /// <summary>The problem of a line of a neurons block.</summary>
    public static Problem NeuronProblem(string line) => Problem("neurons n {\n    input x\n    ", line, "\n    output y = x\n}", bodies: 2);

    /// <summary>The problems of a text, which marks their places as <c>«found»</c>.</summary>
    public static IReadOnlyList<Problem> Problems(string marked) => Problems(marked, out _);

    /// <summary>The problems of a text, which marks their places, and what was read in spite of them.</summary>
    public static IReadOnlyList<Problem> Problems(string marked, out string spec)
    {
        var (text, spans) = MarkedText.Read(marked);
        var result = SpecParser.Parse(text);
        Assert.Equal(spans, result.Problems.Select(problem => problem.Span));
        Assert.Null(SyntaxNodes.FindMisplaced(result.Spec, text));
        spec = string.Join("; ", result.Spec.Declarations.Select(TreeText.Of));
        return result.Problems;
    }

    private static Problem Problem(string before, string line, string after, int bodies)
    {
        var (text, spans) = MarkedText.Read(before + line + after);
        var result = SpecParser.Parse(text);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(Assert.Single(spans), problem.Span);
        var declaration = Assert.Single(result.Spec.Declarations);
        Assert.True(declaration.HasErrors);
        Assert.InRange(declaration is NetDeclaration net ? net.Body.Count : ((NeuronsDeclaration)declaration).Body.Count, bodies, bodies + 1);
        return problem;
    }
}
