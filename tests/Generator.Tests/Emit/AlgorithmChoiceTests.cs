using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Ops;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Which algorithm a shape gets, and what is said of it.</summary>
public sealed class AlgorithmChoiceTests
{
    private static readonly (string Description, KernelShape Shape)[] Shapes =
    [
        ("direct: few input channels", Conv(3, 64, groups: 1, planar: true)),
        ("direct: 2 groups", Conv(64, 64, groups: 2)),
        ("direct: stride 2x1", Conv(64, 64, groups: 1) with { StrideHeight = 2 }),
        ("direct: dilation 1x2", Conv(64, 64, groups: 1) with { DilationWidth = 2 }),
        ("direct: 3x1 kernel", Conv(64, 64, groups: 1) with { KernelWidth = 1 }),
        ("direct: 32 groups", Conv(32, 64, groups: 32)),
        ("depthwise: every channel is a group", Conv(2, 2, groups: 2)),
        ("depthwise: every channel is a group", Conv(17, 17, groups: 17)),
        ("depthwise: every channel is a group", Conv(512, 512, groups: 512)),
        ("by phase of the stride", Conv(64, 64, groups: 64) with { IsTransposed = true }),
        ("gemv to 2 samples, gemm beyond", new LinearShape(512, 1000, false)),
        ("register tiles", new KroneckerShape(new KsPattern(6, 64, 64, 1))),
    ];

    [Fact]
    public void Every_kind_of_shape_has_an_algorithm_in_every_program() => Assert.All(Shapes, known =>
    {
        Assert.Equal(known.Description, AlgorithmChoice.Of(known.Shape, ProgramPolicy.Forward).Description);
        Assert.Equal(known.Description, AlgorithmChoice.Of(known.Shape, ProgramPolicy.Paths).Description);
    });

    [Fact]
    public void The_cheapest_that_may_is_taken_and_the_reason_says_by_how_much()
    {
        var (shape, all) = (Conv(64, 64, groups: 1), new KernelAlgorithm[] { new DirectConvolution(), new Fast() });
        var forward = AlgorithmChoice.Of(shape, ProgramPolicy.Forward, all, MachineModel.Default);
        Assert.Equal(("Fast", "PackedFast"), (forward.Kernel, forward.Packed));
        Assert.Equal("fast: 50 % of the time of direct", forward.Description);
        Assert.Equal("direct: no fast, which subtracts", AlgorithmChoice.Of(shape, ProgramPolicy.Paths, all, MachineModel.Default).Description);
    }

    /// <summary>Large maps take few products, deep small ones read too many weights for that.</summary>
    [Theory]
    [InlineData(64, 56, "Convolution.WinogradF4")]
    [InlineData(128, 28, "Convolution.WinogradF4")]
    [InlineData(256, 14, "Convolution.WinogradF4")]
    [InlineData(32, 32, "Convolution.WinogradF4")]
    [InlineData(64, 1, "Convolution.DirectConv2D")]
    [InlineData(512, 3, "Convolution.DirectConv2D")]
    public void Winograd_is_for_maps_that_are_large_beside_their_weights(int channels, int size, string kernel)
    {
        var shape = Conv(channels, channels, groups: 1) with { Input = new(channels, size, size, 1), Output = new(channels, size, size, 0) };
        Assert.Equal(kernel, AlgorithmChoice.Of(shape, ProgramPolicy.Forward).Kernel);
        Assert.Equal("direct: no winograd F(4,3) or winograd F(2,3), which subtracts", AlgorithmChoice.Of(shape, ProgramPolicy.Paths).Description);
    }

    /// <summary>A spec can have the definition.</summary>
    [Theory]
    [InlineData("", "Convolution.WinogradF4")]
    [InlineData("emit direct", "Convolution.DirectConv2D")]
    [InlineData("emit direct, pathnorm", "Convolution.DirectConv2D")]
    public void A_spec_may_ask_for_direct_convolutions(string line, string kernel)
    {
        var net = SpecCompiler.Compile($"net N {{\n    input x : 32x28x28\n    output y = x -> conv(32, 3, pad=1)\n    {line}\n}}\n").Nets[0];
        Assert.Equal(kernel, Assert.Single(Planner.Plan(net).Weights).Algorithm!.Kernel);
    }

    /// <summary>Few outputs have several sums each, but for programs that other kernels must agree with bit for bit.</summary>
    [Fact]
    public void Layers_of_few_outputs_split_their_sums()
    {
        Assert.Equal("narrow gemv: several sums an output, for there are few", AlgorithmChoice.Of(new LinearShape(512, 32, false), ProgramPolicy.Forward).Description);
        Assert.Equal("gemv to 2 samples, gemm beyond", AlgorithmChoice.Of(new LinearShape(512, 33, false), ProgramPolicy.Forward).Description);
        Assert.Equal("gemv to 2 samples, gemm beyond: no narrow gemv, which splits sums", AlgorithmChoice.Of(new LinearShape(512, 32, false), ProgramPolicy.Paths).Description);
        Assert.Equal("Dense.NarrowLinear", Of("linear(8)"));
        Assert.Equal("Dense.DenseLinear", Of("ks(4, 4, 4, 1) -> linear(8)"));

        static string Of(string stages) => Planner.Plan(SpecCompiler.Compile($"net N {{\n    input x : 16\n    output y = x -> {stages}\n}}\n").Nets[0]).Weights[^1].Algorithm!.Kernel;
    }

    /// <summary>A depthwise convolution is computed with the 1x1 one behind it where that is less to move, and nobody else reads what lies between.</summary>
    [Theory]
    [InlineData("depthwise(3, pad=1) -> bn -> relu -> conv(64, 1)", "emit forward", true)]
    [InlineData("depthwise(3, stride=2, pad=1) -> conv(64, 1) -> relu", "emit forward, pathnorm", true)]
    [InlineData("depthwise(3, pad=1) -> conv(64, 1)", "emit direct", false)]
    [InlineData("depthwise(3, pad=1) -> conv(64, 3, pad=1)", "emit forward", false)]
    [InlineData("depthwise(3, pad=1) -> conv(64, 1, stride=2)", "emit forward", false)]
    [InlineData("depthwise(3, pad=1) -> conv(64, 1, groups=2)", "emit forward", false)]
    [InlineData("depthwise(3, pad=1) -> conv(4096, 1)", "emit forward", false)]
    [InlineData("conv(64, 1) -> conv(64, 1)", "emit forward", false)]
    public void A_depthwise_convolution_goes_with_the_pointwise_one(string chain, string line, bool joined)
    {
        var net = SpecCompiler.Compile($"net N {{\n    input x : 64x14x14\n    output y = x -> {chain}\n    {line}\n}}\n").Nets[0];
        var plan = Planner.Plan(net);
        Assert.Empty(PlanVerifier.Verify(plan));
        Assert.Equal(joined ? 1 : 2, plan.Steps.OfType<CallStep>().Count());
        Assert.Equal(joined, plan.Steps.OfType<CallStep>().Any(step => step.About.Algorithm.StartsWith("depthwise into direct: moves ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_shape_that_nothing_computes_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => AlgorithmChoice.Of(new LinearShape(1, 1, false), ProgramPolicy.Forward, [new DirectConvolution()], MachineModel.Default));

    /// <summary>Of two algorithms the one that does less arithmetic may still be the slower one: memory decides.</summary>
    [Fact]
    public void Arithmetic_and_memory_overlap()
    {
        var machine = new MachineModel(MultiplyAdds: 32, Bytes: 8);
        Assert.Equal(100, new KernelCost(3200, 80).Cycles(machine));
        Assert.Equal(200, new KernelCost(3200, 80, Efficiency: 0.5).Cycles(machine));
        Assert.Equal(1000, new KernelCost(3200, 8000).Cycles(machine));
    }

    /// <summary>Merged groups are whole blocks, as the runtime cuts them: the zeros between are work and memory too.</summary>
    [Theory]
    [InlineData(64, 64, 1, 1, 64, 64)]
    [InlineData(3, 17, 1, 1, 16, 32)]
    [InlineData(64, 64, 2, 2, 32, 32)]
    [InlineData(64, 64, 8, 4, 16, 16)]
    [InlineData(6, 6, 3, 1, 16, 16)]
    public void Groups_are_merged_to_whole_blocks(int inputs, int outputs, int groups, int superGroups, int inLanes, int outLanes) =>
        Assert.Equal(new ConvChannelCut(superGroups, inLanes, outLanes), ConvChannelCut.Of(Conv(inputs, outputs, groups)));

    /// <summary>A plan states the choice where the step and its weights are, and its comment does.</summary>
    [Fact]
    public void A_plan_has_the_choice_of_each_kernel()
    {
        var plan = Planner.Plan(FeatureNets.All["grouped"]);
        var kernels = plan.Weights.Select(weights => weights.Algorithm?.Kernel).ToList();
        Assert.Contains("Convolution.DepthwiseConv2D", kernels);
        Assert.Contains("Convolution.DirectConv2D", kernels);
        Assert.All(plan.Weights, weights => Assert.Contains(plan.Steps, step => step.About.Algorithm == weights.Algorithm!.Description));
    }

    private static ConvShape Conv(int inputs, int outputs, int groups, bool planar = false) => new(
        false, new(inputs, 14, 14, 1), planar, new(outputs, 14, 14, 0), 3, 3, 1, 1, 1, 1, 1, 1, groups, false, 0);

    /// <summary>Half of the work of the direct one.</summary>
    private sealed class Fast : KernelAlgorithm<ConvShape>
    {
        public override string Name => "fast";

        public override string Kernel => "Fast";

        public override string Packed => "PackedFast";

        protected override string? Refusal(ConvShape shape, ProgramPolicy policy) => policy.Subtracts ? null : "which subtracts";

        protected override KernelCost Cost(ConvShape shape) => new(PackedSize(shape) * shape.Output.Height * shape.Output.Width / 2d, 0);

        protected override long PackedSize(ConvShape shape) => (long)shape.Input.Channels * shape.Output.Channels * shape.KernelHeight * shape.KernelWidth;
    }
}
