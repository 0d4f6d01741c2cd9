using System;
using System.Linq;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.EndToEnd.Tests.Oracles;
using NetSpec.EndToEnd.Tests.Paths.Costs;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Paths;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Passes;

/// <summary>The emitted single-precision cost pass against the costs in double.</summary>
public sealed class PathCostPassTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Small => [.. EmittedNets.InTheory.Select(net => net.Name).Where(HasPass)];

    public static TheoryData<string> TinyCnns => TinyCnnTests.Ids();

    [Theory]
    [MemberData(nameof(Small))]
    public void Costs_are_those_in_double(string name) =>
        CheckAllWidths(Emitted.Paths(name, EngineTests.Store(EmittedNets.ByName[name], Samples.Of(name))), name);

    [Theory]
    [MemberData(nameof(TinyCnns))]
    public void Costs_of_the_tiny_networks_are_those_in_double(string id) => CheckAllWidths(Emitted.TinyCnn(id).Paths, id);

    [Fact]
    public void A_pass_packed_anew_has_the_costs_of_the_new_parameters()
    {
        var paths = Emitted.TinyCnn("t4_mini_unet").Paths;
        using var pass = paths.CreateCostPass();
        pass.Pack(paths.Parameters);
        pass.Run();
        var before = pass.Costs[0];
        paths.Parameters.Values[0] = 0;
        pass.Pack(paths.Parameters);
        pass.Run();
        Assert.NotEqual(0, before);
        Assert.Equal(0, pass.Costs[0]);
        Compare(paths.Costs(), pass, "t4_mini_unet");
    }

    [Fact]
    public void Costs_of_ResNet18_are_those_in_double()
    {
        var paths = Emitted.Network("ResNet18");
        using var pass = paths.CreateCostPass();
        pass.Pack(paths.Parameters);
        pass.Run(threads: 2);
        Compare(paths.Costs(), pass, "ResNet18");
    }

    [Fact]
    public void Costs_in_single_precision_make_the_masks_of_double_precision()
    {
        var paths = Emitted.TinyCnn("t4_mini_unet").Paths;
        var (expected, found) = (paths.Costs(), paths.Costs(Precision.Single, threads: 2));
        Assert.Equal(1, (found.Norm / expected.Norm).Value, Tolerance);
        Assert.Equal(1, expected.GlobalMask(0.5).Overlap(found.GlobalMask(0.5)), 0.01);
        Assert.Equal(expected[0].Value, found[0].Value, Tolerance * expected[0].Value);
    }

    private static bool HasPass(string name) =>
        Emitted.Paths(name, new(EmittedNets.ByName[name].Layout)).Description.CostPass is not null;

    private static void CheckAllWidths(PathAnalysis paths, string what)
    {
        var expected = paths.Costs();
        foreach (var simd in Enum.GetValues<SimdLevel>().Where(SimdLevels.IsSupported))
        {
            using var pass = paths.CreateCostPass(simd);
            pass.Pack(paths.Parameters);
            pass.Run(threads: 2);
            Compare(expected, pass, $"{what} {simd}");
            var costs = pass.Costs.ToArray();
            pass.Run();
            Assert.True(pass.Costs.SequenceEqual(costs), $"{what} {simd}: costs depend on the number of threads");
        }
    }

    private static void Compare(PathCosts expected, PathCostPass pass, string what)
    {
        Assert.Equal(expected.Values.Length, pass.Costs.Length);
        Assert.Equal(0, pass.EstimateCount);
        for (var i = 0; i < expected.Values.Length; i++)
        {
            var (found, wanted) = (pass.CostOf(i), expected[i]);
            if (wanted.IsZero ? !found.IsZero : !(Math.Abs((found / wanted).Value - 1) <= Tolerance))
            {
                var parameter = expected.Layout.Last(p => p.Offset <= i);
                Assert.Fail($"{what}: the cost of {parameter.Name}[{i - parameter.Offset}] is {found}, not {wanted}");
            }
        }
    }
}
