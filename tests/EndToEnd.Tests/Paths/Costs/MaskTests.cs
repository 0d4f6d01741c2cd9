using System.Linq;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.Runtime.Paths;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Costs;

public sealed class MaskTests
{
    private const PrunableRoles All = PrunableRoles.Weights | PrunableRoles.Biases;

    public static TheoryData<string> Dags => DagTests.Ids();

    [Theory]
    [MemberData(nameof(Dags))]
    public void The_global_mask_of_the_dags(string id)
    {
        var (dag, paths) = Emitted.Dag(id);
        var expected = dag.Json.GetProperty("phi_prune_30pct");
        var costs = paths.Costs();
        var mask = costs.GlobalMask(0.3, All);
        Assert.Equal(expected.GetProperty("count").GetInt32(), mask.Count);
        Assert.Equal(expected.GetProperty("sum_costs_bound").GetDouble(), costs.Sum(mask).Value);

        // Among equal costs the case takes the first of its own order: all weights, then all biases.
        var pruned = expected.GetProperty("pruned_if_ties_broken_by_parameter_order").EnumerateArray().Select(name => Emitted.Index(dag, costs.Layout, name.GetString()!));
        var theirs = new PruningMask(costs.Layout, pruned);
        Assert.Equal(expected.GetProperty("delta").GetDouble(), paths.Distance(theirs).Value.Value);
        if (expected.GetProperty("ties_at_threshold").GetInt32() == 0)
            Assert.Equal(1, mask.Overlap(theirs));
        Assert.True(paths.Distance(mask).Value <= costs.Sum(mask));
    }
}
