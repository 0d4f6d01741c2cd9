using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using Xunit;
using static NetSpec.Generator.Tests.Emit.TestOps;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Which neighbouring sparse factors the planner multiplies out.</summary>
public sealed class FactorMergingTests
{
    [Fact]
    public void A_dyadic_butterfly_becomes_factors_of_four()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16);
        var factors = Enumerable.Range(0, 4).Select(l => Ks(1 << (3 - l), 2, 2, 1 << l)).ToArray();
        var plan = Planner.Plan(net.Output("y", net.Chain("k", x, [.. factors, new Bias(), Rectify])).Build());

        Assert.Equal([new KsPattern(4, 4, 4, 1), new KsPattern(1, 4, 4, 4)], plan.Shapes.Cast<KroneckerShape>().Select(shape => shape.Pattern));
        var steps = plan.Steps.Kernels();
        Assert.Equal("ks(8, 2, 2, 1) -> ks(4, 2, 2, 2) as ks(4, 4, 4, 1)", steps[0].About.Description);
        Assert.Equal("ks(2, 2, 2, 4) -> ks(1, 2, 2, 8) as ks(1, 4, 4, 4); bias; relu", steps[1].About.Description);
        Assert.Equal(64, steps[0].About.MultiplyAdds);
        Assert.True(steps[1].Relu());
        Assert.Equal([new MergedFactor(2, new(2, 2, 2, 4)), new MergedFactor(3, new(1, 2, 2, 8))], plan.Weights[steps[1].Weights!.Value].Factors);
        Assert.Equal([new BiasTerm(4)], plan.Weights[steps[1].Weights!.Value].Epilogue);
        PlanVerifier.Verify(plan);
        Assert.Contains(".Then(1, 2, 2, 8, parameters[3]), // k.ks4", ModelClassFile.Emit(plan), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_larger_than_its_product_is_computed_as_that()
    {
        // 8·6 + 6·8 weights through a middle that is wider than it need be.
        Assert.Equal([new KsPattern(1, 2, 8, 1)], Patterns(8, Ks(1, 30, 8, 1), Ks(1, 2, 30, 1)));
    }

    [Fact]
    public void A_product_with_more_multiplications_is_left_alone()
    {
        Assert.Equal([new KsPattern(6, 64, 64, 1), new KsPattern(1, 768, 192, 2)], Patterns(384, Ks(6, 64, 64, 1), Ks(1, 768, 192, 2)));
        Assert.Equal([new KsPattern(1, 3, 20, 1), new KsPattern(1, 20, 3, 1)], Patterns(20, Ks(1, 3, 20, 1), Ks(1, 20, 3, 1)));
    }

    [Fact]
    public void What_stands_between_factors_keeps_them_apart()
    {
        KsPattern[] both = [new(2, 2, 2, 1), new(1, 2, 2, 2)];
        Assert.Equal(both, Patterns(4, Ks(2, 2, 2, 1), Rectify, Ks(1, 2, 2, 2)));
        Assert.Equal(both, Patterns(4, Ks(2, 2, 2, 1), new Bias(), Ks(1, 2, 2, 2)));

        // A value that somebody else reads is there.
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 4);
        var first = net.Add("a", Ks(2, 2, 2, 1), x);
        var plan = Planner.Plan(net.Output("y", net.Add("b", Ks(1, 2, 2, 2), first)).Output("middle", first).Build());
        Assert.Equal(both, plan.Shapes.Cast<KroneckerShape>().Select(shape => shape.Pattern));
    }

    [Fact]
    public void Weights_that_are_scaled_one_by_one_stay_apart()
    {
        var net = new GraphBuilder("N").In("Nets");
        var built = net.Output("y", net.Chain("k", net.Input("x", 4), Ks(2, 2, 2, 1), Ks(1, 2, 2, 2))).Build();
        Assert.Single(Planner.Plan(built).Shapes);
        Assert.Equal(2, Planner.Plan(built, ProgramPolicy.Paths).Shapes.Count);
    }

    private static Kronecker Ks(int a, int b, int c, int d) => new(new KsPattern(a, b, c, d));

    private static KsPattern[] Patterns(int width, params Op[] ops)
    {
        var net = new GraphBuilder("N").In("Nets");
        var plan = Planner.Plan(net.Output("y", net.Chain("k", net.Input("x", width), ops)).Build());
        return [.. plan.Steps.Kernels().Select(step => ((KroneckerShape)plan.Shapes[step.Shape!.Value]).Pattern)];
    }
}
