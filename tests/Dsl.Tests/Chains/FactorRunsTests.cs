using System.Linq;
using NetSpec.Dsl.Chains;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Tests.Binding;
using Xunit;

namespace NetSpec.Dsl.Tests.Chains;

public sealed class FactorRunsTests
{
    /// <summary>Lines of a net with an input of 4 features, and the chains in it.</summary>
    public static TheoryData<string, string> Nets => new()
    {
        { "output y = x -> ks(1, 4, 4, 1)", "y.ks" },
        { "output y = x -> ks(1, 2, 4, 1) -> ks(2, 3, 1, 1)", "y.ks y.ks2" },
        { "output y = x -> butterfly -> monarch(4, 2)", "y.butterfly.0 y.butterfly.1 y.monarch.0 y.monarch.1" },
        { "a = x -> ks(2, 2, 2, 1) as a\n output y = a -> id -> dropout -> flatten -> ks(1, 2, 2, 2) as b", "a b" },
        { "output y = x -> ks(2, 2, 2, 1) -> relu -> ks(1, 2, 2, 2)", "y.ks | y.ks2" },
        { "output y = x -> ks(2, 2, 2, 1) -> bias -> ks(1, 2, 2, 2) -> linear(4)", "y.ks | y.ks2" },
        { "output y = x -> ks(2, 2, 2, 1) as a\n output z = y -> ks(1, 2, 2, 2) as b", "a | b" },
        { "a = x -> ks(2, 2, 2, 1) as a\n output y = a + (a -> ks(1, 2, 2, 2) as b) -> ks(1, 4, 4, 1) as c", "a | b | c" },
        { "a = x -> ks(2, 2, 2, 1) as a -> id\n output y = a -> ks(1, 2, 2, 2) as b\n output z = a -> ks(1, 4, 4, 1) as c", "a | b | c" },
    };

    [Theory]
    [MemberData(nameof(Nets))]
    public void Factors_with_nothing_between_them_that_another_reads_are_a_chain(string lines, string chains)
    {
        var net = Spec.Body("4", lines);

        Assert.Equal(chains, string.Join(" | ", FactorRuns.Find(net).Select(run => string.Join(" ", run.Select(node => node.Name)))));
    }

    [Fact]
    public void A_warning_stands_from_the_first_to_the_last_factor_of_a_chain_over_several_lines()
    {
        const string Text = "net N {\n    input x : 4\n    output y = x -> relu\n        -> dense(4) // wide\n        -> (dense(4) as b -> id)\n        -> relu\n}\n";
        var problem = Spec.Problem(Text);

        Assert.Equal(ProblemCode.OversizedChain, problem.Code);
        Assert.Equal("dense(4) // wide\n        -> (dense(4) as b", Text.Substring(problem.Span.Start, problem.Span.Length));
    }
}
