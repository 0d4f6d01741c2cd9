using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Kronecker-sparse factors in a row on tokens: one kernel for up to four.</summary>
public sealed class FactorChainTests
{
    [Fact]
    public void Factors_in_a_row_with_what_follows_each_are_one_step()
    {
        var plan = Plan("ks(2, 4, 3, 4) as a -> relu -> ks(4, 2, 4, 2) as b -> bias as c -> gelu -> ks(1, 4, 16, 1) as d");
        var call = Assert.Single(Assert.Single(Calls(plan)).Calls);
        Assert.Equal("Dense.PositionChain.Run", call.Kernel);
        var stages = call.Arguments.OfType<CallArgument.Stage>().ToList();
        Assert.Equal(["a", "b", "d"], stages.Select(stage => plan.Weights[stage.Index].Name));
        Assert.Equal([true, false, false], stages.Select(stage => stage.Relu));
        Assert.Equal([null, "Gelu", null], stages.Select(stage => stage.Then?.Name));
        Assert.Empty(PlanVerifier.Verify(plan));
    }

    [Fact]
    public void A_fifth_factor_begins_a_step()
    {
        var plan = Plan("ks(2, 3, 3, 4) as a -> relu -> ks(2, 3, 3, 4) as b -> relu -> ks(2, 3, 3, 4) as c -> relu -> ks(2, 3, 3, 4) as d -> relu -> ks(2, 3, 3, 4) as e");
        Assert.Equal(["Dense.PositionChain.Run", "Dense.KroneckerLinear.RunPositions"], Calls(plan).Select(step => step.Calls[0].Kernel));
    }

    [Fact]
    public void A_value_that_others_read_ends_a_chain()
    {
        var plan = Plan("ks(2, 4, 3, 4) as a -> relu\n    z = y -> ks(4, 4, 4, 2) as b\n    output last = z + y");
        Assert.Equal(["Dense.KroneckerLinear.RunPositions", "Dense.KroneckerLinear.RunPositions"], Calls(plan).Select(step => step.Calls[0].Kernel));
    }

    [Fact]
    public void A_program_that_joins_no_layers_has_no_chains()
    {
        var net = SpecCompiler.Compile(Spec("ks(2, 4, 3, 4) as a -> relu -> ks(4, 2, 4, 2) as b")).Nets[0];
        Assert.Equal(2, Calls(Planner.Plan(net, ProgramPolicy.Direct)).Count());
    }

    private static IEnumerable<CallStep> Calls(Plan plan) => plan.Steps.OfType<CallStep>().Where(step => step.Calls[0].Kernel.StartsWith("Dense.", StringComparison.Ordinal));

    private static Plan Plan(string stages) => Planner.Plan(SpecCompiler.Compile(Spec(stages)).Nets.Single());

    private static string Spec(string stages) => $"net N {{\n    input x : 5x24\n    output y = x -> {stages}\n    emit forward\n}}\n";
}
