using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Tests.Support.RandomNets;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Emitted models against the reference interpreter: whatever was fused, shared or reordered, the function is the same.</summary>
public sealed class EmittedForwardTests
{
    private const int Batch = 50;

    public static TheoryData<string> Features => [.. FeatureNets.All.Where(net => net.Value.Passes.Count > 0).Select(net => net.Key)];

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_computes_what_its_net_says(string feature) => Check(FeatureNets.All[feature]);

    /// <summary>A short run of <c>tests/Fuzz --nets</c>; each net at one vector width, in turn.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(100)]
    public void Random_nets_compute_what_they_say(int first)
    {
        for (var level = 0; level < ForwardCheck.Levels.Count; level++)
        {
            var specs = Enumerable.Range(first, Batch).Where(seed => seed % ForwardCheck.Levels.Count == level).Select(RandomSpecs.Of).ToArray();
            var problems = RandomNetCheck.Run(specs, [ForwardCheck.Levels[level]], seed: first);
            Assert.Empty(specs.Zip(problems).Where(pair => pair.Second is not null).Select(pair => $"{pair.Second}\n{pair.First.Text}"));
        }
    }

    [Fact]
    public void Random_specs_are_well_formed()
    {
        // Of the first seed two inputs were called parameters and Parameters, which would be one member.
        int[] seeds = [1204910434, .. Enumerable.Range(0, 500)];
        Assert.All(seeds, seed => Assert.DoesNotContain(SpecCompiler.Compile(RandomSpecs.Of(seed).Text).Problems, problem => problem.IsError));
    }

    [Fact]
    public void Random_nets_of_vectors_compute_in_panels_what_they_say()
    {
        var specs = RandomNetCheck.PanelSeeds.Select(RandomSpecs.Of).ToArray();
        var problems = RandomNetCheck.Run(specs, ForwardCheck.Levels, seed: 1);
        Assert.All(specs.Zip(problems), pair => Assert.True(pair.Second is null, $"{pair.Second}\n{pair.First.Text}"));
    }

    [Fact]
    public void A_map_that_is_no_vector_yet_is_one_in_panels()
    {
        var net = new GraphBuilder("Flattened").In("Nets").BatchLast();
        var map = net.Add("map", TestOps.Rectify, net.Input("image", 16, 1, 1));
        var vector = net.Add("vector", new Flatten(), map);
        var maps = net.Add("maps", new Concat(), map, net.Input("other", 16, 1, 1));
        var vectors = net.Add("vectors", new Concat(), vector, net.Input("x", 8));
        var y = net.Add("y", new Kronecker(new KsPattern(2, 5, 6, 2)), vectors);
        var built = net.Output("y", y).Output("maps", maps).Build();

        Assert.Single(Planner.Plan(built).Steps.Calling("Mapping.Maps.Flatten"));
        Check(built);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(450)]
    public void Neurons_split_over_methods_compute_what_they_say(int count) => Check(NeuronNets.Deep(count));

    [Fact]
    public void Neurons_with_many_antecedents_compute_what_they_say() => Check(NeuronNets.Wide(700));

    private static void Check(Net net) => Assert.Null(ForwardCheck.Run(net, EmittedModel.Of(net)[0], ForwardCheck.Levels, seed: 1));
}
