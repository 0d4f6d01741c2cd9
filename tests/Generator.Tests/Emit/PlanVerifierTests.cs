using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Compiler.Rewrites.Adjoints;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl;
using NetSpec.Compiler.Theory;
using NetSpec.Dsl.Graph;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed class PlanVerifierTests
{
    /// <summary>Those of all kinds of op, but for the two directions of one.</summary>
    private static readonly string[] Kernels =
    [
        "Convolution.DirectConv2D.Run", "Convolution.DepthwiseConv2D.Run", "Convolution.PhasedConvTranspose2D.Run", "Dense.DenseLinear.Run", "Dense.NarrowLinear.Run", "Dense.KroneckerLinear.Run", "Mapping.Maps.Affine", "Mapping.Maps.Add", "Mapping.Maps.Relu", "Pooling.Pools.Max", "Pooling.Pools.Average",
        "Pooling.Pools.AdaptiveAverage", "Mapping.Maps.Pad", "Mapping.Maps.Upsample", "Mapping.Maps.Flatten", "Mapping.Maps.Copy", "Mapping.Maps.SortGroups", "Mapping.Maps.TopK", "Mapping.Maps.Fill", "Mapping.Maps.FillPlanar", "Pooling.Pools.Sum", "Pooling.Pools.AdaptiveSum",
        "Pooling.Pools.Spread", "Pooling.Pools.AdaptiveSpread", "Mapping.Maps.Stretch", "Mapping.Maps.Shrink", "Mapping.Maps.Slice", "Mapping.Maps.Shuffle", "Mapping.Maps.Interpolate", "Mapping.Maps.InterpolateBack", "Mapping.Maps.Unflatten", "Costs.ConvCosts.Run", "Costs.LinearCosts.Run", "Costs.KroneckerCosts.Run", "Costs.ChannelCosts.Scale",
        "Costs.ChannelCosts.Shift",
    ];

    public static TheoryData<string> Features => [.. FeatureNets.All.Keys];

    [Theory]
    [MemberData(nameof(Features))]
    public void Plans_of_features_are_sound(string feature) => Assert.All(Plans(FeatureNets.All[feature]), plan => Assert.Empty(PlanVerifier.Verify(plan)));

    [Fact]
    public void Plans_of_random_nets_are_sound()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            Assert.All(Plans(RandomNetCheck.NetOfTheory(seed)), plan => Assert.Empty(PlanVerifier.Verify(plan)));
        }
    }

    [Fact]
    public void Random_nets_reach_every_kind_of_step()
    {
        var steps = Enumerable.Range(0, 500).SelectMany(seed => Plans(RandomNetCheck.NetOfTheory(seed))).SelectMany(plan => plan.Steps).ToList();
        var kinds = typeof(PlanStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PlanStep)) && !type.IsAbstract);

        Assert.Empty(kinds.Except(steps.Select(step => step.GetType())));
        Assert.Contains(steps.Kernels(), step => step.Residual() == step.Output());
        Assert.Contains(steps.Kernels(), step => step.Residual() is { } residual && residual != step.Output());
        Assert.Contains(steps.Calling("Mapping.Maps.Relu"), step => step.Reads.Single() == step.Writes.Single());
        Assert.Empty(Kernels.Except(steps.OfType<CallStep>().SelectMany(step => step.Calls).Select(call => call.Kernel)));
        Assert.Contains(steps.OfType<LoadStep>(), step => step.To.IsPlanar);
    }

    /// <summary>The forward pass and the passes derived from it.</summary>
    private static IEnumerable<Plan> Plans(Net net)
    {
        if (PathModel.Obstacle(net) is not null)
            return [Planner.Plan(net)];

        var path = PathNormRewrite.Run(net);
        PathNet[] paths = [path, Compression.Run(path)];
        return [Planner.Plan(net), .. paths.Select(p => Planner.Plan(p.Net)), .. paths.Select(p => AdjointRewrite.Run(net, p)).OfType<AdjointNet>().Select(adjoint => Planner.Plan(adjoint.Net))];
    }

    [Fact]
    public void Random_nets_reach_every_kind_of_step_in_panels()
    {
        var plans = RandomNetCheck.PanelSeeds.Select(seed => Planner.Plan(RandomNetCheck.NetOf(seed))).ToList();
        var steps = plans.SelectMany(plan => plan.Steps).ToList();

        // Functions of single numbers run by themselves and behind all that can apply them.
        var functions = steps.OfType<CallStep>().SelectMany(step => step.Calls).SelectMany(call => call.Arguments.OfType<CallArgument.Function>().Select(function => (call.Kernel, function.Name))).ToList();
        Assert.True(functions.Select(function => function.Name).Distinct().Count() > 3);
        Assert.Superset(
            new HashSet<string> { "Dense.DenseLinear.Run", "Dense.KroneckerLinear.Run", "Mapping.Maps.Apply" }, functions.Select(function => function.Kernel).ToHashSet());
        Assert.All(plans, plan => Assert.True(plan.HasPanels));
        Assert.Equal(
            ["Dense.DenseLinear.Run", "Dense.KroneckerLinear.Run", "Mapping.Maps.Add", "Mapping.Maps.Affine", "Mapping.Maps.Apply", "Mapping.Maps.Copy", "Mapping.Maps.Multiply", "Mapping.Maps.Relu", "Mapping.Maps.Shuffle", "Mapping.Maps.Slice"],
            steps.OfType<CallStep>().SelectMany(step => step.Calls).Select(call => call.Kernel).Where(kernel => kernel != "Mapping.Maps.Flatten").Distinct().Order(System.StringComparer.Ordinal));
        Assert.DoesNotContain(steps, step => step is NeuronsStep);
        Assert.Contains(plans, plan => plan.Steps.Kernels().Any(step => step.Port is not null && plan.Shapes[step.Shape!.Value] is KroneckerShape));
        Assert.Contains(plans, plan => plan.Steps.Kernels().Any(step => step.Port is not null && plan.Shapes[step.Shape!.Value] is LinearShape));
        Assert.Contains(steps.OfType<StoreStep>(), step => step is { BatchLast: true, IsWritten: false });
        Assert.Contains(plans, plan => plan is { IsBatchLast: false, Outputs.Count: > 1 });
        Assert.Contains(plans, plan => plan.Inputs.Count > 1);
    }

    [Fact]
    public void Overlapping_buffers_are_found()
    {
        var plan = Planner.Plan(FeatureNets.All["residual"]);
        var broken = plan with { Buffers = plan.Buffers.Select(buffer => buffer with { Offset = 0 }).ToEquatableArray() };

        Assert.NotEmpty(PlanVerifier.Verify(broken));
    }

    [Theory]
    [InlineData("batch first", "not laid out like a panel")]
    [InlineData("stored", "stored too")]
    [InlineData("unwritten", "nobody writes output")]
    [InlineData("read", "reads what step")]
    [InlineData("foreign", "does not run in panels")]
    [InlineData("dense", "without a Kronecker-sparse factor")]
    [InlineData("ports", "panels of 5 inputs")]
    public void Panels_that_cannot_be_are_found(string fault, string problem)
    {
        var plan = Planner.Plan(FeatureNets.All["panels"]);
        var writer = plan.Steps.Kernels().First(step => step.Port is not null);
        var broken = fault switch
        {
            "batch first" => plan with { IsBatchLast = false },
            "stored" => With<StoreStep>(step => step with { IsWritten = false }),
            "unwritten" => With<CallStep>(step => step.Without(argument => argument is CallArgument.Port)),
            "read" => plan with { Steps = plan.Steps.Append(Call("Mapping.Maps.Relu", new CallArgument.Map("from", writer.Output()!, PlaceUse.ReadInPlace), new CallArgument.Map("to", writer.Output()!, PlaceUse.Write))).ToEquatableArray() },
            "foreign" => With<LoadStep>(step => Call("Mapping.Maps.Fill", new CallArgument.Map("to", step.To, PlaceUse.Write)) with { RunsInPanels = false }),
            "dense" => plan with { IsBatchLast = false, Shapes = plan.Shapes.Select(KernelShape (_) => new LinearShape(1, 1, false)).ToEquatableArray() },
            _ => plan with { Inputs = Enumerable.Repeat(plan.Inputs[0], 5).ToEquatableArray() },
        };

        Assert.Contains(PlanVerifier.Verify(broken), found => found.Contains(problem, System.StringComparison.Ordinal));

        CallStep Call(string kernel, params CallArgument[] arguments) =>
            new(writer.About, null, true, EquatableArray.Of(new KernelCall(kernel, null, EquatableArray.Of(arguments))));

        Plan With<T>(System.Func<T, PlanStep> change)
            where T : PlanStep =>
            plan with { Steps = plan.Steps.Select(step => step is T match ? change(match) : step).ToEquatableArray() };
    }

    [Fact]
    public void A_border_that_is_too_narrow_is_found()
    {
        var plan = Planner.Plan(FeatureNets.All["conv"]);
        var broken = plan with { Shapes = plan.Shapes.Select(shape => shape is ConvShape conv ? conv with { KernelHeight = 9 } : shape).ToEquatableArray() };

        Assert.Contains(PlanVerifier.Verify(broken), problem => problem.Contains("beyond a border", System.StringComparison.Ordinal));
    }
}
