using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Compiler.Planning.Remarks;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using Xunit;
using static NetSpec.Generator.Tests.Emit.TestOps;

namespace NetSpec.Generator.Tests.Emit;

public sealed class PlannerTests
{
    [Fact]
    public void What_follows_a_convolution_is_folded_into_it()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 8, 8);
        var plan = Planner.Plan(net.Output("y", net.Chain("c", x, Conv(16, 3, 1, 1, bias: true), Norm, new Scale(false), new Bias(), Rectify)).Build());

        var step = Assert.Single(plan.Steps.Kernels());
        Assert.True(step.Relu());
        Assert.Equal(
            [new BiasTerm(1), new BatchNormTerm(2, 3, 4, 5, 1e-5), new ScaleTerm(6, null), new BiasTerm(7)],
            plan.Weights[step.Weights!.Value].Epilogue);
        Assert.Equal(3, plan.Steps.Count);
    }

    [Fact]
    public void A_value_that_others_read_ends_a_fusion()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 4);
        var conv = net.Add("fc", new Linear(4, true), x);
        var relu = net.Add("relu", Rectify, conv);
        var plan = Planner.Plan(net.Output("y", relu).Output("pre", conv).Build());

        Assert.False(Assert.Single(plan.Steps.Kernels()).Relu());
        Assert.Single(plan.Steps.Calling("Mapping.Maps.Relu"));
    }

    [Fact]
    public void A_residual_is_added_by_the_branch_with_more_work_and_in_place()
    {
        var plan = Planner.Plan(FeatureNets.All["residual"]);

        var main = plan.Steps.Kernels().Single(step => step.About.Name == "main.conv4");
        Assert.Equal("conv 3x3, pad 1; batch-norm; + skip.bn2; relu", main.About.Description);
        Assert.DoesNotContain(plan.Steps.Calling("Mapping.Maps.Add"), step => step.About.Name == "sum");

        // skip.bn2 is read again later, so it is not written over; the sum of three writes over its first summand.
        Assert.NotEqual(main.Residual(), main.Output());
    }

    [Fact]
    public void A_residual_that_dies_is_written_over()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 4, 4);
        var skip = net.Chain("skip", x, MaxPool(1, 2));
        var main = net.Chain("main", x, Conv(16, 3, 2, 1));
        var plan = Planner.Plan(net.Output("y", net.Add("y", new Add(), main, skip)).Build());

        var step = Assert.Single(plan.Steps.Kernels());
        Assert.Equal(step.Residual(), step.Output());
        Assert.Null(step.Clear);
    }

    [Fact]
    public void A_convolution_never_writes_over_its_own_input()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 4, 4);
        var plan = Planner.Plan(net.Output("y", net.Add("y", new Add(), net.Chain("c", x, Conv(16, 3, 1, 1)), x)).Build());

        var step = Assert.Single(plan.Steps.Kernels());
        Assert.Equal(step.Input(), step.Residual());
        Assert.NotEqual(step.Input(), step.Output());
        Assert.Empty(PlanVerifier.Verify(plan));
    }

    [Fact]
    public void Concats_of_whole_blocks_copy_nothing_however_nested()
    {
        var plan = Planner.Plan(FeatureNets.All["concat_view"]);

        Assert.Empty(plan.Steps.Calling("Mapping.Maps.Copy"));
        var buffers = plan.Values.Where(value => value.Name is "inner" or "all" or "x" or "a.conv1" or "b.conv3").Select(value => value.Buffer);
        Assert.Single(buffers.Distinct());
    }

    [Fact]
    public void Concats_copy_what_is_not_aligned_or_stands_elsewhere_already()
    {
        var plan = Planner.Plan(FeatureNets.All["concat_copy"]);

        // a (24) is written in place; b (12) and x (8) begin inside a block, and b again.
        var step = Assert.Single(plan.Steps.Calling("Mapping.Maps.Copy"));
        Assert.Equal([24, 36, 44], step.Calls.Select(call => call.Arguments.OfType<CallArgument.Number>().Single().Value));
    }

    [Theory]
    [InlineData(3, 1, 1, 1, 1)]
    [InlineData(7, 2, 3, 1, 3)]
    [InlineData(3, 1, 2, 2, 2)]
    [InlineData(1, 2, 0, 1, 0)]
    [InlineData(3, 2, 0, 1, 0)]
    public void Borders_are_as_wide_as_convolutions_reach(int kernel, int stride, int pad, int dilation, int border)
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 15, 15);
        var plan = Planner.Plan(net.Output("y", net.Chain("c", x, Conv(8, kernel, stride, pad, dilation: dilation))).Build());

        Assert.Equal(border, plan.Steps.OfType<LoadStep>().Single().To.Border);
    }

    [Fact]
    public void Pools_need_no_border() => Assert.All(
        Planner.Plan(FeatureNets.All["pools"]).Steps.SelectMany(step => step.Reads), place => Assert.Equal(0, place.Border));

    [Fact]
    public void A_few_channels_that_only_convolutions_read_are_planar()
    {
        Assert.True(Planner.Plan(FeatureNets.All["conv"]).Steps.OfType<LoadStep>().Single().To.IsPlanar);
        Assert.False(Planner.Plan(FeatureNets.All["pools"]).Steps.OfType<LoadStep>().Single().To.IsPlanar);
        Assert.False(Planner.Plan(FeatureNets.All["affine"]).Steps.OfType<LoadStep>().Single().To.IsPlanar);
    }

    [Fact]
    public void Global_pooling_flattens_for_nothing() => Assert.Empty(Planner.Plan(FeatureNets.All["conv"]).Steps.Calling("Mapping.Maps.Flatten"));

    [Fact]
    public void Layers_that_share_parameters_and_shape_are_packed_once()
    {
        var plan = Planner.Plan(FeatureNets.All["shared"]);

        Assert.Equal(2, plan.Weights.Count);
        Assert.Equal([0, 0, 1], plan.Steps.Kernels().Select(step => step.Weights!.Value));
    }

    [Fact]
    public void Equal_shapes_are_one()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 8, 8);
        var plan = Planner.Plan(net.Output("y", net.Chain("c", x, [.. Enumerable.Repeat<Op>(Conv(16, 3, 1, 1), 9)])).Build());

        // The last one's result needs no border.
        Assert.Equal(2, plan.Shapes.Count);
        Assert.Equal(9, plan.Weights.Count);
    }

    [Fact]
    public void A_deep_chain_runs_in_two_buffers()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 8, 8);
        var plan = Planner.Plan(net.Output("y", net.Chain("c", x, [.. Enumerable.Repeat<Op>(Conv(16, 3, 1, 1), 50)])).Build());

        Assert.InRange(plan.WorkspaceSize, 2 * 16 * 100, (2 * 16 * 100) + 16);
    }

    [Fact]
    public void Unused_inputs_are_not_loaded_and_used_ones_are_loaded_late()
    {
        var plan = Planner.Plan(FeatureNets.All["ports"]);

        Assert.Equal([0, 1], plan.Steps.OfType<LoadStep>().Select(step => step.Input));
        Assert.IsType<LoadStep>(plan.Steps[0]);
        Assert.Same(plan.Steps.Kernels()[0], plan.Steps[1]);
        Assert.Equal(4, plan.Steps.OfType<StoreStep>().Count());
    }

    [Fact]
    public void Samples_lie_an_odd_number_of_cache_lines_apart() =>
        Assert.All(FeatureNets.All.Values.Select(Planner.Plan).Where(plan => plan.HasForward), plan => Assert.Equal(16, plan.WorkspaceSize % 32));

    [Fact]
    public void A_pass_takes_as_many_samples_as_stay_near_and_more_where_weights_are_what_counts()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 56, 56);
        var plan = Planner.Plan(net.Output("y", net.Chain("c", x, Conv(64, 3, 1, 1))).Build());
        Assert.Equal((1 << 20) / plan.WorkspaceSize, plan.ImagesPerPass);

        // A wide fully connected layer behind the same convolution waits for many samples; where a map is behind it, all layers take them.
        const string Wide = "net N {\n    input x : 16x56x56\n    output y = x -> conv(64, 3, pad=1) -> flatten -> linear(64)";
        var head = Planner.Plan(SpecCompiler.Compile(Wide + "\n}\n").Nets[0]);
        Assert.Equal((1 << 20) / head.WorkspaceSize, head.ImagesPerPass);
        Assert.True(head.Head.Exists);
        var between = Planner.Plan(SpecCompiler.Compile(Wide + " -> reshape(64x1x1) -> conv(8, 1)\n}\n").Nets[0]);
        Assert.Equal((8 << 20) / between.WorkspaceSize, between.ImagesPerPass);
        Assert.False(between.Head.Exists);
        Assert.Equal(64, Planner.Plan(FeatureNets.All["mlp"]).ImagesPerPass);
    }

    [Fact]
    public void A_net_too_large_to_address_is_refused_with_its_size()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 1, 16384, 16384);

        var refusal = Assert.Throws<PlanTooLargeException>(() => Planner.Plan(net.Output("y", net.Chain("c", x, Rectify)).Build()));
        Assert.Equal(1L << 32, refusal.Floats);
    }

    [Fact]
    public void A_border_too_wide_to_address_is_refused()
    {
        var net = new GraphBuilder("N").In("Nets");
        var x = net.Input("x", 16, 1, 1);
        var padded = net.Chain("c", x, Conv(8, 1, int.MaxValue, int.MaxValue - 1));

        Assert.Throws<PlanTooLargeException>(() => Planner.Plan(net.Output("y", padded).Build()));
    }

    [Fact]
    public void Statistics_count_what_the_thesis_counts()
    {
        var statistics = Planner.Plan(FeatureNets.All["mlp"]).Statistics;

        Assert.Equal((16 * 32) + 32 + (32 * 4) + 4, statistics.Parameters);
        Assert.Equal((16 * 32) + (32 * 4), statistics.MultiplyAdds);
        Assert.Equal(36, statistics.Neurons);
    }

    [Fact]
    public void Plans_are_equal_by_value() => Assert.All(
        FeatureNets.All.Keys.Zip(FeatureNets.Build().Values, (key, again) => (FeatureNets.All[key], again)),
        pair => Assert.Equal(Planner.Plan(pair.Item1), Planner.Plan(pair.again)));

    [Fact]
    public void Large_neuron_blocks_are_split_and_share_values_through_slots()
    {
        var plan = Planner.Plan(NeuronNets.Deep(450));

        var step = Assert.Single(plan.Steps.OfType<NeuronsStep>());
        Assert.Equal([200, 200, 50], step.Parts.Select(part => part.Neurons.Count));
        Assert.InRange(step.Shared, 2, 20);
        Assert.Empty(PlanVerifier.Verify(plan));
    }
}
