using NetSpec.Dsl.Problems;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

/// <summary>One mistake gives one message, whatever depends on it.</summary>
public sealed class ConsequenceTests
{
    [Theory]
    [InlineData("output y = x -> repeat i in 0..3 linear(4) as a{j}", "no number is called 'j'")]
    [InlineData("output y = x -> repeat i in 0..3 (linear(4) -> relu) as a{j}", "no number is called 'j'")]
    [InlineData("h = x -> repeat i in 0..3 linear(4) as a{j}\n    output y = h -> linear(4) with a0", "no number is called 'j'")]
    [InlineData("h = x -> linear(4) as a\n    output y = h -> repeat i in 0..3 linear(4) as b{j} with a", "no number is called 'j'")]
    [InlineData("h = x -> linear(4) as a0\n    output y = h -> repeat i in 0..3 linear(4) with a{j}", "no number is called 'j'")]
    public void An_unknown_number_in_a_name_is_the_only_message(string lines, string message) =>
        Holds($"net N {{\n    input x : 4\n    {lines}\n}}", message);

    [Theory]
    [InlineData("linear(4, bias=a)")]
    [InlineData("linear(a)")]
    [InlineData("linear(4) -> clamp(0, a)")]
    public void A_default_that_is_no_number_is_the_only_message(string stage) =>
        Holds($"net N(a=true) {{\n    input x : 4\n    output y = x -> {stage}\n}}", "no number is called 'true'");

    [Fact]
    public void A_number_in_place_of_a_flag_is_still_told() => Assert.Equal(
        ProblemCode.ArgumentKind, Spec.Problem("net N(a=1) {\n    input x : 4\n    output y = x -> linear(4, bias=a)\n}").Code);

    private static void Holds(string text, string message)
    {
        var problem = Spec.Problem(text);
        Assert.Equal((ProblemCode.UnknownName, message), (problem.Code, problem.Message));
    }
}
