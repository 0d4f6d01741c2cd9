using System;
using System.Linq;
using NetSpec.EndToEnd.Tests.Engines;
using NetSpec.EndToEnd.Tests.Paths.Costs;
using NetSpec.Runtime.Paths;
using NetSpec.Runtime.Weights;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Paths.Passes;

/// <summary>Single-precision costs of deep networks and of badly scaled ones, every element against the engine in double.</summary>
public sealed class CorpusCostTests
{
    private const double Tolerance = 1e-5;

    /// <summary>Elements of the largest store whose costs are computed in double here: ResNet-50 and Inception-v3 are below.</summary>
    private const int Largest = 30_000_000;

    private static readonly string[] Scaled = ["T1ConvBnMaxpaddedGapFc", "T4MiniUnet", "T5ConvBiasThenBn", "T6GroupedDepthwiseDilated", "MlpSmall"];

    public static TheoryData<string> Networks => [.. CorpusSpec.Nets.Values
        .Where(net => net.FullName.StartsWith("Corpus.Nets.", StringComparison.Ordinal) && net.StoreSize <= Largest && net.Passes.Contains("phicost"))
        .Select(net => net.Name)];

    public static TheoryData<string, int, int> Scalings
    {
        get
        {
            TheoryData<string, int, int> data = [];
            foreach (var net in Scaled)
            foreach (var (even, odd) in (ReadOnlySpan<(int, int)>)[(60, 60), (-60, -60), (60, -60), (-60, 60), (60, 0), (0, -60)])
                data.Add(net, even, odd);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_cost_of_the_networks_has_its_digits(string name)
    {
        var paths = Emitted.Network(name);
        var expected = paths.Costs();
        PathCosts found;
        using (var pass = paths.CreateCostPass())
        {
            pass.Pack(paths.Parameters);
            pass.Run(threads: 2);
            Assert.Equal((0, true), (pass.EstimateCount, pass.RangeSuffices));
            found = paths.Costs(Precision.Single, threads: 2);
        }

        Compare(expected, found, name);
        foreach (var fraction in (double[])[1e-5, 1e-3, 0.5])
        {
            var masks = (expected.GlobalMask(fraction, PrunableRoles.Weights | PrunableRoles.Biases), found.GlobalMask(fraction, PrunableRoles.Weights | PrunableRoles.Biases));
            if (masks.Item1.Count > 100)
                Assert.Equal(1, masks.Item1.Overlap(masks.Item2), 0.01);
        }
    }

    [Theory]
    [MemberData(nameof(Scalings))]
    public void Costs_of_layers_rescaled_by_many_powers_of_two_have_their_digits(string name, int even, int odd)
    {
        var paths = Emitted.Network(name);
        foreach (var (parameter, i) in paths.Parameters.Layout.Where(parameter => parameter.Role is ParameterRole.Weight or ParameterRole.Gamma).Select((parameter, i) => (parameter, i)))
        {
            foreach (ref var value in paths.Parameters.Values.Slice(parameter.Offset, parameter.Size))
                value = MathF.ScaleB(value, i % 2 == 0 ? even : odd);
        }

        Compare(paths.Costs(), paths.Costs(Precision.Single), $"{name} {even} {odd}");
    }

    [Theory]
    [InlineData("T1ConvBnMaxpaddedGapFc")]
    [InlineData("T5ConvBiasThenBn")]
    public void Masks_of_batch_norms_change_as_much_in_floats_as_in_double(string name)
    {
        var paths = Emitted.Network(name);
        var (expected, found) = (paths.Costs(), paths.Costs(Precision.Single));
        foreach (var parameter in paths.Parameters.Layout.Where(parameter => parameter.Role is ParameterRole.Gamma or ParameterRole.Beta))
        {
            for (var i = 0; i < parameter.Size; i++)
            {
                var mask = new PruningMask(paths.Parameters.Layout, [parameter.Offset + i]);
                Assert.Equal(1, (found.Sum(mask) / expected.Sum(mask)).Value, Tolerance);
                Assert.True(found.ChangeBound(mask, 1) >= expected.Sum(mask));
            }
        }
    }

    [Fact]
    public void Pruning_the_last_biases_of_ResNet50_costs_what_they_are()
    {
        var paths = Emitted.Network("ResNet50");
        var bias = paths.Parameters.Layout["fc.bias"];
        var mask = new PruningMask(paths.Parameters.Layout, [.. Enumerable.Range(bias.Offset, bias.Size)]);
        var moved = paths.Parameters["fc.bias"].ToArray().Sum(value => Math.Abs((double)value));
        var bound = paths.Costs(Precision.Single, threads: 2).ChangeBound(mask, 1).Value;
        Assert.InRange(bound, moved, moved * (1 + (1.0 / 64)));
        Assert.InRange(paths.Costs().ChangeBound(mask, 1).Value, moved, moved * (1 + 1e-9));
    }

    [Theory]
    [MemberData(nameof(PathCostPassTests.Small), MemberType = typeof(PathCostPassTests))]
    public void Where_floats_do_not_suffice_costs_are_upper_bounds_and_those_asked_for_come_in_double(string name)
    {
        // Taps that differ by 2^120 on small maps: a bound for all positions is far from what any of them has.
        var store = EngineTests.Store(EmittedNets.ByName[name], Samples.Of(name));
        var random = new Random(5);
        foreach (ref var value in store.Values)
            value = MathF.ScaleB(1 + random.NextSingle(), random.Next(-60, 60));

        var paths = Emitted.Paths(name, store);
        var exact = paths.Costs();
        using var pass = paths.CreateCostPass();
        pass.Pack(paths.Parameters);
        pass.Run();
        for (var i = 0; i < exact.Values.Length; i++)
            Assert.True(pass.CostOf(i) >= exact[i] * new Magnitude(1 - Tolerance), $"the cost at {i} is {pass.CostOf(i)}, below {exact[i]}");
        Compare(exact, paths.Costs(Precision.Single), name);
    }

    private static void Compare(PathCosts expected, PathCosts found, string what)
    {
        for (var i = 0; i < expected.Values.Length; i++)
        {
            var (wanted, cost) = (expected[i], found[i]);
            if (wanted.IsZero ? !cost.IsZero : !(Math.Abs((cost / wanted).Value - 1) <= Tolerance))
                Assert.Fail($"{what}: the cost of {expected.Layout.Last(parameter => parameter.Offset <= i).Name} at {i} is {cost}, not {wanted}");
        }
    }
}
