using System.Linq;
using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>Messages are one line whatever they quote, and one mistake gives one.</summary>
public sealed class MessageTests
{
    public static TheoryData<string> Stages => new(
        ("conv depthwise convt linear ks bn bias scale relu id dropout groupsort topk maxpool kmaxpool avgpool upsample flatten add concat "
        + "dense lowrank butterfly kaleidoscope monarch deformable in out").Split(' '));

    [Theory]
    [InlineData("tab\there", "tab\\there")]
    [InlineData("a\r\nb\0c\u0007", "a\\r\\nb\\0c\\u0007")]
    [InlineData("\u2028 \u2029 \u0085 \u202E \uFEFF \u200B", "\\u2028 \\u2029 \\u0085 \\u202E \\uFEFF \\u200B")]
    [InlineData("\uD83D\uDE00 é ×", "\uD83D\uDE00 é ×")]
    [InlineData("", "")]
    public void What_is_not_seen_is_written_out(string text, string expected) => Assert.Equal(expected, MessageText.Visible(text));

    [Fact]
    public void Halves_of_characters_are_written_out()
    {
        // The compiler keeps no lone halves in attributes.
        Assert.Equal("\\uD83D", MessageText.Visible("\uD83D"));
        Assert.Equal("\\uDE00\\uD83D", MessageText.Visible("\uDE00\uD83D"));
        Assert.Equal("a\\uD83Db", MessageText.Visible("a\uD83Db"));
        Assert.Equal("\\uD83D\uD83D\uDE00\\uDE00", MessageText.Visible("\uD83D\uD83D\uDE00\uDE00"));
    }

    [Fact]
    public void Every_problem_has_such_a_message() =>
        Assert.Equal("a\\tb", new Problem(ProblemCode.UnknownName, default, "a\tb").Message);

    [Theory]
    [InlineData("tune ks(1, 64, 48, 3) \t batch_last tile=64x64x8 thread=4x8\n", "the precision is missing; write fp32 or fp16 after ks(1, 64, 48, 3) batch_last")]
    [InlineData("net N {\n    input x : 8\n    output y = x -> linear((1,\t// of two\n        -> 2))\n}\n", null)]
    [InlineData("net N {\n    input x : 8\n    output y = x -> linear(\t(1,\t\t2)\t)\n}\n", "linear: out is (1, 2), but must be an integer")]
    [InlineData("net N {\n    input x : 8\n    output y = x -> deformable((1,\t2, \t 2222222222222222,\t3333333333333333333333))\n}\n", null)]
    public void Quotes_have_single_spaces(string spec, string? expected)
    {
        var messages = SpecCompiler.Compile(spec).Problems.Select(problem => problem.Message).ToList();

        Assert.DoesNotContain(messages, message => message.Contains('\t') || message.Contains("\\t") || message.Contains("//"));
        if (expected is not null)
            Assert.Equal([expected], messages);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_block_called_as_an_op_is_one_mistake(string name)
    {
        foreach (var (parameters, arguments) in new[] { ("", ""), ("(c)", "(8)"), ("(c, kernel)", "(8, kernel=3)") })
        {
            var spec = $"block {name}{parameters} {{\n    out = in -> relu\n}}\n\nnet N {{\n    input x : 8\n    output y = x -> {name}{arguments}\n}}\n";

            var problem = Assert.Single(SpecCompiler.Compile(spec).Problems);
            Assert.Equal(ProblemCode.ReservedName, problem.Code);
        }
    }
}
