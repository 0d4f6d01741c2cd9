using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Compiler.Planning.Storage;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support;
using Xunit;
using static NetSpec.Generator.Tests.Emit.TestOps;

namespace NetSpec.Generator.Tests.Emit;

public sealed class BordersTests
{
    // Blocks of 6 x 6 pixels with their border.
    private const int Block = 36 * Place.Lanes;

    private static readonly Place Map = new((6 + 1) * Place.Lanes, 32, 4, 4, 1, false);

    private static readonly Place Other = Map with { Offset = Map.Offset + (4 * Block) };

    /// <summary>What is written between two steps that fill the same map, and whether the second finds the border clean.</summary>
    public static TheoryData<string, bool> Between => new()
    {
        { "nothing", true },
        { "the map", true },
        { "its second block", true },
        { "a map elsewhere", true },
        { "a map of another height", false },
        { "a map with a wider border", false },
        { "a map that begins in the middle", false },
        { "a planar map", false },
        { "a vector", false },
    };

    [Theory]
    [MemberData(nameof(Between))]
    public void A_border_stays_clean_until_something_of_another_form_is_written_there(string what, bool isClean)
    {
        var written = what switch
        {
            "the map" => Map,
            "its second block" => Map.Channel(Place.Lanes, Place.Lanes),
            "a map elsewhere" => Other with { Height = 3 },
            "a map of another height" => Map with { Height = 3 },
            "a map with a wider border" => Map with { Border = 2, Offset = Map.Offset + (2 * Place.Lanes) },
            "a map that begins in the middle" => Map with { Offset = Map.Offset + Place.Lanes },
            "a planar map" => Map with { IsPlanar = true },
            "a vector" => new Place(0, 64, 1, 1, 0, false),
            _ => null,
        };
        PlanStep[] steps = written is null ? [Fill(Map, Map), Fill(Map, Map)] : [Fill(Map, Map), Fill(written, null), Fill(Map, Map)];
        Assert.Equal(isClean ? 1 : 2, Clears(Borders.ClearedOnce(steps, steps.Length)));
    }

    [Fact]
    public void A_part_of_a_clean_map_is_clean_and_a_larger_map_is_not()
    {
        var part = Map.Channel(Place.Lanes, Place.Lanes);
        Assert.Equal(1, Clears(Borders.ClearedOnce([Fill(Map, Map), Fill(part, part)], 2)));
        Assert.Equal(2, Clears(Borders.ClearedOnce([Fill(part, part), Fill(Map, Map)], 2)));
    }

    [Fact]
    public void The_head_has_memory_of_its_own() => Assert.Equal(2, Clears(Borders.ClearedOnce([Fill(Map, Map), Fill(Map, Map)], 1)));

    [Fact]
    public void Blocks_that_repeat_find_their_borders_clean()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 8, 8);
        var y = net.Chain("c", x, [.. Enumerable.Range(0, 6).Select(Op (_) => Conv(16, 3, 1, 1))]);
        var plan = Planner.Plan(net.Output("y", y).Build());

        Assert.Empty(PlanVerifier.Verify(plan));
        // The second layer writes where the input lay.
        Assert.Equal([true, false, false, false, false, false], plan.Steps.Kernels().Take(6).Select(step => step.Clear is not null));
    }

    [Fact]
    public void A_border_that_nobody_cleared_is_found()
    {
        var plan = Planner.Plan(FeatureNets.All["conv"]);
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i].Clear is null)
                continue;

            var broken = plan with { Steps = plan.Steps.Select((step, at) => at == i ? step with { Clear = null } : step).ToEquatableArray() };
            Assert.Contains(PlanVerifier.Verify(broken), problem => problem.Contains("whose border nobody has cleared", System.StringComparison.Ordinal));
        }
    }

    private static int Clears(IEnumerable<PlanStep> steps) => steps.Count(step => step.Clear is not null);

    private static CallStep Fill(Place map, Place? clear)
    {
        var about = Planner.Plan(FeatureNets.All["conv"]).Steps[0].About;
        return new CallStep(about, clear, false, EquatableArray.Of(new KernelCall("Mapping.Maps.Fill", null, EquatableArray.Of<CallArgument>(new CallArgument.Map("to", map, PlaceUse.Write)))));
    }
}
