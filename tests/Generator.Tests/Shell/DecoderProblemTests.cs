using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Nets that cannot run token by token: each is a problem at the op that stands in the way, and has all the rest.</summary>
public sealed class DecoderProblemTests
{
    private const string Rest =
        "; a decoder has one token at a time, and of those before it the keys and values of causal attention; take 'decoder' out of the 'emit' line";

    [Theory]
    [InlineData("attention(2)", "attention(2)", "'y.attention' is attention of 2 heads, which attends to tokens that are yet to come, unless it says causal=true")]
    [InlineData("token(0)", "token(0)", "'y.token' is token 0, which is not the last one, token(8)")]
    [InlineData("mean", "mean", "'y.mean' is mean of the tokens, which takes several tokens at once")]
    [InlineData("prepend", "prepend", "'y.prepend' is a learned token first, which takes several tokens at once")]
    [InlineData("transpose -> linear(4)", "transpose", "'y.transpose' is exchange the dimensions, which takes several tokens at once")]
    [InlineData("linear(24) -> conv1d(9, 3, pad=1)", "conv1d(9, 3, pad=1)", null)]
    [InlineData("maxpool1d(2)", "maxpool1d(2)", null)]
    [InlineData("flatten", "flatten", "'y.flatten' is flatten, which takes several tokens at once")]
    [InlineData("bn", "bn", null)]
    [InlineData("prelu", "prelu", "'y.prelu' is relu with a learned slope a channel, which has a slope for each token")]
    public void An_op_that_takes_several_tokens_is_refused_where_it_stands(string stage, string place, string? message)
    {
        var text = $"net Words {{\n    input ids : 9 int\n    output y = ids -> embedding(20, 24) -> linear(24) -> {stage}\n    emit forward, decoder\n}}\n";

        var run = new TestProject(("words.netspec", text)).Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal(("NSPEC3018", DiagnosticSeverity.Error), (problem.Id, problem.Severity));
        Assert.Equal(place, text.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        if (message is not null)
            Assert.Equal(message + Rest, problem.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(["Words.Decoder.g.cs", "Words.Model.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData(
        "input x : 8\n    output y = x -> linear(3)",
        "'Words' reads no tokens: a decoder takes them one by one from an input of whole numbers that 'embedding' reads, such as 'input x : 128 int'")]
    [InlineData(
        "input x : 9x8\n    output y = x -> linear(24) -> attention(2, causal=true)",
        "'Words' reads no tokens: a decoder takes them one by one from an input of whole numbers that 'embedding' reads, such as 'input x : 128 int'")]
    [InlineData(
        "input a : 9 int\n    input b : 9 int\n    output y = (a -> embedding(5, 8)) + (b -> embedding(5, 8))",
        "'Words' has 2 inputs; a decoder has one, the whole numbers of tokens")]
    public void A_net_without_tokens_is_refused_at_the_word(string body, string message)
    {
        var text = $"net Words {{\n    {body}\n    emit decoder\n}}\n";

        var run = new TestProject(("words.netspec", text)).Run();

        var problem = Assert.Single(run.Problems);
        Assert.Equal("NSPEC3018", problem.Id);
        Assert.Equal("decoder", text.Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Equal(message + "; take 'decoder' out of the 'emit' line", problem.GetMessage(CultureInfo.InvariantCulture));
        Assert.Contains("Words.Model.g.cs", run.Sources.Keys);
        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Code_that_uses_a_decoder_compiles_beside_an_error_in_its_net()
    {
        const string Text = "net Words {\n    input ids : 9 int\n    output y = ids -> embedding(20, 24) -> linear(24) -> attention(2, causal=true)\n    emit decoder\n}\n";
        const string Code = """
            internal static class User
            {
                public static float[] Run(Words model)
                {
                    var scores = new float[Words.Decoder.YSize];
                    using var decoder = new Words.Decoder(model);
                    decoder.Append(new[] { 1, 2 }, scores);
                    decoder.Append(3, scores, threads: 2);
                    decoder.Truncate(decoder.Position - 1);
                    decoder.Reset();
                    return scores;
                }
            }
            """;
        foreach (var text in new[] { Text, Text.Replace("causal=true", "causal=false", StringComparison.Ordinal), Text.Replace("linear(24)", "linear(25)", StringComparison.Ordinal) })
        {
            var project = new TestProject(("words.netspec", text));
            project.AddCode(Code);
            Assert.DoesNotContain(project.Run().Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        }
    }
}
