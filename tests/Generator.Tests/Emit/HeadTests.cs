using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Compiler.Rewrites;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.RandomNets;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Which layers wait for many samples, and that their plans are sound.</summary>
public sealed class HeadTests
{
    [Theory]
    [InlineData("flatten -> linear(8192)", 8192, true)]
    [InlineData("flatten -> linear(10)", 0, false)]
    [InlineData("flatten -> linear(8192) -> reshape(8192x1x1) -> conv(1, 1)", 0, false)]
    [InlineData("conv(2048, 4)", 0, false)]
    public void Layers_with_many_weights_behind_which_only_vectors_are_wait(string layers, int outputs, bool waits)
    {
        var plan = Planner.Plan(Net($"input x : 8x4x4\n output y = x -> relu -> {layers}"));

        Assert.Equal(waits, plan.Head.Exists);
        if (!waits)
            return;

        var keep = Assert.IsType<KeepStep>(plan.Steps[plan.Head.First - 1]);
        Assert.Equal(128, keep.From.Channels);
        Assert.Equal(outputs, plan.Steps.Skip(plan.Head.First).OfType<StoreStep>().Single().From.Channels);
        Assert.True(plan.Head.Size < plan.WorkspaceSize + 128 + outputs);
    }

    [Fact]
    public void Networks_of_vectors_have_no_head() => Assert.False(Planner.Plan(Net("input x : 784\n output y = x -> relu -> linear(512) -> relu -> linear(512)")).Head.Exists);

    [Fact]
    public void Passes_that_compute_path_norms_have_no_head() =>
        Assert.False(Planner.Plan(Net("input x : 8x4x4\n output y = x -> flatten -> linear(8192)"), ProgramPolicy.Paths).Head.Exists);

    [Fact]
    public void Body_and_head_are_in_order_and_inputs_that_only_the_head_reads_come_in_there()
    {
        var plan = Planner.Plan(CorpusSpec.Nets["Corpus.Features.SparseHead"]);
        var body = plan.Steps.Take(plan.Head.First).ToList();
        var head = plan.Steps.Skip(plan.Head.First).ToList();

        Assert.Equal([0], body.OfType<LoadStep>().Select(step => step.Input));
        Assert.Equal([1], head.OfType<LoadStep>().Select(step => step.Input));
        Assert.Equal([2, 3], body.OfType<StoreStep>().Select(step => step.Output).Order());
        Assert.Equal([0, 1], head.OfType<StoreStep>().Select(step => step.Output).Order());
        Assert.IsType<KeepStep>(Assert.Single(plan.Steps, step => step is KeepStep));
    }

    /// <summary>Heads whatever the number of weights, of all kinds of networks.</summary>
    [Fact]
    public void Plans_of_random_nets_with_heads_are_sound_and_keep_the_nodes()
    {
        var policy = ProgramPolicy.Forward with { LeastHead = 1 };
        var heads = 0;
        foreach (var net in Enumerable.Range(0, 600).Select(RandomNetCheck.NetOf))
        {
            var plan = Planner.Plan(net, policy);
            Assert.Empty(PlanVerifier.Verify(plan));
            heads += plan.Head.Exists ? 1 : 0;

            var normal = Normalise.Run(net);
            var split = SplitHead.Run(normal, leastWeights: 1);
            Assert.Equal(normal.Outputs.Select(output => normal.Nodes[output.Node].Name), split.Outputs.Select(output => split.Nodes[output.Node].Name));
            Assert.Equal(normal.Nodes.Select(node => node.Name).Order(), RemoveIdentities.Run(split).Nodes.Select(node => node.Name).Order());
        }

        Assert.InRange(heads, 20, 600);
    }

    /// <summary>A short run of random nets with heads whatever their number of weights.</summary>
    [Fact]
    public void Random_nets_with_heads_compute_what_they_say()
    {
        var policy = ProgramPolicy.Forward with { LeastHead = 1 };
        Net[] nets = [.. Enumerable.Range(0, 600).Select(RandomNetCheck.NetOf).Where(net => Planner.Plan(net, policy).Head.Exists).Take(24)];
        var models = EmittedModel.Of(policy, nets);
        Assert.All(nets.Zip(models), pair => Assert.Null(ForwardCheck.Run(pair.First, pair.Second, ForwardCheck.Levels, seed: 1, Planner.Plan(pair.First, policy).Head.Size)));
    }

    private static Net Net(string body) => SpecCompiler.Compile($"net N {{\n {body}\n}}\n").Nets.Single();
}
