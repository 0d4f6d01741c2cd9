using System;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using Xunit;

namespace NetSpec.Dsl.Tests.Binding;

public sealed class OpArgumentTests
{
    private static readonly Extent One = new(1, 1);

    public static TheoryData<string, string, Op> Stages => new()
    {
        { "4x8x8", "conv(6, 3)", new Conv2D(6, new(3, 3), One, default, One, 1, true) },
        { "4x8x8", "conv(6, 3x5, stride=2, pad=1, dilation=1, groups=2, bias=false)", new Conv2D(6, new(3, 5), new(2, 2), Padding.All(1), One, 2, false) },
        { "4x8x8", "conv(kernel=3x5, out=2*3, stride=2x1, pad=(1, 2))", new Conv2D(6, new(3, 5), new(2, 1), new(1, 2, 1, 2), One, 1, true) },
        { "4x8x8", "conv(6, 3x3, pad=(1, 2, 3, 4))", new Conv2D(6, new(3, 3), One, new(1, 2, 3, 4), One, 1, true) },
        { "4x8x8", "conv(6, 3x5, pad=same)", new Conv2D(6, new(3, 5), One, new(1, 2, 1, 2), One, 1, true) },
        { "4x8x8", "conv(6, 3x3, pad=same, dilation=2)", new Conv2D(6, new(3, 3), One, Padding.All(2), new(2, 2), 1, true) },
        { "4x8x8", "depthwise(3x3, multiplier=2, bias=false)", new Conv2D(8, new(3, 3), One, default, One, 4, false) },
        { "4x8x8", "convt(6, 2x2, stride=2)", new ConvTranspose2D(6, new(2, 2), new(2, 2), default, default, One, 1, true) },
        { "4x8x8", "convt(6, 3x3, stride=2, pad=1, outpad=1)", new ConvTranspose2D(6, new(3, 3), new(2, 2), Padding.All(1), One, One, 1, true) },
        { "9", "linear(4)", new Linear(4, true) },
        { "9x1x1", "linear(4, bias=false)", new Linear(4, false) },
        { "9", "bias", new Bias() },
        { "9", "scale", new Scale(true) },
        { "9", "scale(bias=false)", new Scale(false) },
        { "9", "bn", new BatchNorm(1e-5) },
        { "9", "bn(eps=1e-3)", new BatchNorm(1e-3) },
        { "9", "bn(affine=false)", new BatchNorm(1e-5, false) },
        { "9", "relu", new Relu() },
        { "9", "relu()", new Relu() },
        { "9", "id", new Identity() },
        { "9", "dropout", new Dropout(0.5) },
        { "9", "dropout(p=0.25)", new Dropout(0.25) },
        { "9", "dropout(0)", new Dropout(0) },
        { "4x8x8", "maxpool(2)", new MaxPool2D(new(new(2, 2), new(2, 2), default, false), 1) },
        { "4x8x8", "maxpool(3x3, stride=2, pad=1, ceil=true)", new MaxPool2D(new(new(3, 3), new(2, 2), Padding.All(1), true), 1) },
        { "4x8x8", "kmaxpool(2, 3x3)", new MaxPool2D(new(new(3, 3), new(3, 3), default, false), 2) },
        { "4x8x6", "maxpool(global)", new MaxPool2D(new(new(8, 6), new(8, 6), default, false), 1) },
        { "4x8x6", "kmaxpool(3, global)", new MaxPool2D(new(new(8, 6), new(8, 6), default, false), 3) },
        { "4x8x8", "avgpool(2x4)", new AvgPool2D(new(new(2, 4), new(2, 4), default, false), true) },
        { "4x8x8", "avgpool(3x3, pad=1, count_include_pad=false)", new AvgPool2D(new(new(3, 3), new(3, 3), Padding.All(1), false), false) },
        { "4x8x8", "avgpool(global)", new AdaptiveAvgPool2D(1, 1) },
        { "4x8x8", "avgpool(adaptive=6x5)", new AdaptiveAvgPool2D(6, 5) },
        { "4x9x8", "conv(6, 3x5, stride=2, pad=same)", new Conv2D(6, new(3, 5), new(2, 2), new(1, 1, 1, 2), One, 1, true) },
        { "4x8x8", "conv(6, 2x2, pad=same)", new Conv2D(6, new(2, 2), One, new(0, 0, 1, 1), One, 1, true) },
        { "4x8x8", "conv(6, 3x3, stride=2, pad=same)", new Conv2D(6, new(3, 3), new(2, 2), new(0, 0, 1, 1), One, 1, true) },
        { "4x9x8", "depthwise(1x1, stride=3, pad=same)", new Conv2D(4, new(1, 1), new(3, 3), default, One, 4, true) },
        { "4x8x7", "maxpool(3x3, stride=2, pad=same)", new MaxPool2D(new(new(3, 3), new(2, 2), new(0, 1, 1, 1), false), 1) },
        { "4x8x7", "kmaxpool(2, 3x2, stride=2, pad=same)", new MaxPool2D(new(new(3, 2), new(2, 2), new(0, 0, 1, 1), false), 2) },
        { "4x8x7", "avgpool(3x3, stride=2, pad=same)", new AvgPool2D(new(new(3, 3), new(2, 2), new(0, 1, 1, 1), false), false) },
        { "4x8x7", "avgpool(3x3, stride=2, pad=same, count_include_pad=true)", new AvgPool2D(new(new(3, 3), new(2, 2), new(0, 1, 1, 1), false), true) },
        { "4x8x8", "convt(6, 3x3, stride=2, pad=same)", new ConvTranspose2D(6, new(3, 3), new(2, 2), new(0, 0, 1, 1), default, One, 1, true) },
        { "4x8x8", "convt(6, 2x5, stride=3, pad=same)", new ConvTranspose2D(6, new(2, 5), new(3, 3), new(0, 1, 0, 1), new(1, 0), One, 1, true) },
        { "4x8x8", "pad(1)", new Pad(Padding.All(1), 0, 0) },
        { "4x8x8", "pad(1x2)", new Pad(new(1, 2, 1, 2), 0, 0) },
        { "4x8x8", "pad((0, 1, 2, 3))", new Pad(new(0, 1, 2, 3), 0, 0) },
        { "4x8x8", "pad(top=0, bottom=1, left=0, right=1)", new Pad(new(0, 0, 1, 1), 0, 0) },
        { "4x8x8", "pad(back=12)", new Pad(default, 0, 12) },
        { "4x8x8", "pad(1, front=2, back=3)", new Pad(Padding.All(1), 2, 3) },
        { "9", "pad(front=1)", new Pad(default, 1, 0) },
        { "4x8x8", "pad(0)", new Pad(default, 0, 0) },
        { "4x8x8", "groupnorm(2)", new GroupNorm(2, 1e-5) },
        { "4x8x8", "groupnorm(4, eps=1e-3, affine=false)", new GroupNorm(4, 1e-3, false) },
        { "4x8x8", "instancenorm", new InstanceNorm(1e-5) },
        { "4x8x8", "instancenorm(affine=true)", new InstanceNorm(1e-5, true) },
        { "4x8x8", "lrn(5)", new LocalNorm(5, 1e-4, 0.75, 1) },
        { "4x8x8", "lrn(4, alpha=0.5, beta=1, k=2)", new LocalNorm(4, 0.5, 1, 2) },
        { "9", "layernorm", new LayerNorm(1e-5) },
        { "4x8x8", "layernorm(eps=1e-6, affine=false)", new LayerNorm(1e-6, false) },
        { "4x8x8", "slice(1, 3)", new Slice(1, 3) },
        { "9", "slice(first=2*3, count=1)", new Slice(6, 1) },
        { "4x8x8", "crop(1)", new Crop(Padding.All(1)) },
        { "4x8x8", "crop(1x2)", new Crop(new(1, 2, 1, 2)) },
        { "4x8x8", "crop((0, 1, 2, 3))", new Crop(new(0, 1, 2, 3)) },
        { "4x8x8", "shuffle(2)", new Shuffle(2) },
        { "4x8x8", "upsample(2)", new Upsample(new(2, 2)) },
        { "4x8x8", "upsample(2, bilinear=true)", new Interpolate(new(2, 2), AlignsCorners: false) },
        { "4x8x8", "upsample(2x3, bilinear=true, align_corners=true)", new Interpolate(new(2, 3), AlignsCorners: true) },
        { "4x8x8", "upsample(2x3)", new Upsample(new(2, 3)) },
        { "4x8x8", "flatten", new Flatten() },
        { "8", "groupsort(2)", new GroupSort(2) },
        { "8", "leakyrelu(1e-3)", new LeakyRelu(1e-3) },
        { "8", "relu6", new Clamp(0, 6) },
        { "8", "clamp(-0.5, 3)", new Clamp(-0.5, 3) },
        { "8", "clamp(lo=-1, hi=1e-5)", new Clamp(-1, 1e-5) },
        { "8", "hardtanh", new Clamp(-1, 1) },
        { "8", "hardtanh(lo=-2, hi=2)", new Clamp(-2, 2) },
        { "8", "elu", new Elu(1) },
        { "8", "elu(0.5)", new Elu(0.5) },
        { "8", "gelu", new Gelu(UsesTanh: false) },
        { "8", "gelu(tanh=true)", new Gelu(UsesTanh: true) },
        { "8", "softmax", new Softmax(IsLogarithm: false) },
        { "4x8x8", "logsoftmax", new Softmax(IsLogarithm: true) },
        { "8", "topk(3)", new TopK(3) },
        { "12", "ks(2, 5, 3, 2)", new Kronecker(new KsPattern(2, 5, 3, 2)) },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_makes_its_op(string shape, string chain, Op expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        Assert.Equal(expected, Spec.Stage(shape, chain).Op);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void An_op_spells_itself_so_that_it_reads_back(string shape, string chain, Op expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        Assert.NotNull(chain);
        Assert.Equal(expected, Spec.Stage(shape, expected.Spell()).Op);
    }

    /// <summary>TensorFlow's rule: ceil(size / stride) windows, whatever the kernel, and never more padding than they need.</summary>
    [Fact]
    public void Same_gives_each_stride_a_window()
    {
        foreach (var size in Enumerable.Range(1, 9))
        foreach (var kernel in Enumerable.Range(1, 5))
        foreach (var stride in Enumerable.Range(1, 4))
        foreach (var dilation in Enumerable.Range(1, 3))
        {
            var windows = (size + stride - 1) / stride;
            var node = Spec.Stage(System.FormattableString.Invariant($"1x{size}x{size}"), System.FormattableString.Invariant($"conv(1, {kernel}, stride={stride}, dilation={dilation}, pad=same)"));
            var pad = Assert.IsType<Conv2D>(node.Op).Padding;
            var total = System.Math.Max(((windows - 1) * stride) + (dilation * (kernel - 1)) + 1 - size, 0);

            Assert.Equal(windows, node.Shape.Height);
            Assert.Equal((total / 2, total - (total / 2)), (pad.Top, pad.Bottom));
            Assert.Equal((pad.Top, pad.Bottom), (pad.Left, pad.Right));

            var back = Spec.Stage(System.FormattableString.Invariant($"1x{size}x{size}"), System.FormattableString.Invariant($"convt(1, {kernel}, stride={stride}, dilation={dilation}, pad=same)"));
            Assert.Equal((size * stride, size * stride), (back.Shape.Height, back.Shape.Width));
        }
    }

    [Theory]
    [InlineData("conv(6, 3x3) -> bn", false)]
    [InlineData("conv(6, 3x3, bias=true) -> bn", true)]
    [InlineData("conv(6, 3x3) -> relu -> bn", true)]
    [InlineData("conv(6, 3x3, bias=false) -> relu", false)]
    [InlineData("(conv(6, 3x3) -> bn)", false)]
    [InlineData("(conv(6, 3x3)) -> bn", true)]
    public void A_bias_is_left_out_before_a_batch_norm(string chain, bool expected)
    {
        var conv = Spec.Body("4x8x8", $"output y = x -> {chain}").Nodes.Select(n => n.Op).OfType<Conv2D>().Single();

        Assert.Equal(expected, conv.HasBias);
    }

    [Theory]
    [InlineData("convt(6, 3x3) -> bn")]
    [InlineData("depthwise(3x3) -> bn")]
    [InlineData("flatten -> linear(5) -> bn")]
    public void The_rule_for_the_bias_holds_for_every_linear_layer(string chain)
    {
        var net = Spec.Body("4x8x8", $"output y = x -> {chain}");

        Assert.DoesNotContain(net.Parameters, p => p.Role == ParameterRole.Bias);
    }

    [Theory]
    [InlineData("3 + 4*2", 11)]
    [InlineData("(3 + 4)*2", 14)]
    [InlineData("2^3^2", 512)]
    [InlineData("7 / 2", 3)]
    [InlineData("-7 / 2 + 9", 6)]
    [InlineData("-7 % 4 + 9", 6)]
    [InlineData("7 % 4", 3)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("1^(2^62)", 1)]
    [InlineData("n*2", 10)]
    public void Integer_expressions(string expression, int expected)
    {
        var net = Spec.Net($"net N(n=5) {{\n input x : 4\n output y = x -> linear({expression}) -> linear(n)\n}}");

        Assert.Equal(expected, net.Nodes[1].Shape.Size);
    }

    [Fact]
    public void Block_arguments_come_by_position_by_name_and_by_default()
    {
        var net = Spec.Net("""
            block wide(a, b=a*2, c=1) {
                out = in -> linear(a) -> linear(b) -> linear(c)
            }
            net N {
                input x : 4
                output y = x -> wide(3) -> wide(3, c=7) -> wide(b=2, a=5)
            }
            """);

        Assert.Equal([4, 3, 6, 1, 3, 6, 7, 5, 2, 1], net.Nodes.Select(n => n.Shape.Size));
    }
}
