using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>How ops run on a device: what is not here does not.</summary>
internal static class DeviceLowerings
{
    private const string Layers = "linear layers and sparse chains", Affine = "bias, scale and bn", Functions = "functions of single numbers";
    private const string Sums = "sums and products", Parts = "concat and slice", Norms = "layernorm and rmsnorm", Scores = "softmax";
    private const string Tokens = "attention and what else makes and takes tokens", Patches = "convolutions of patches", None = "";

    private static readonly DeviceLowering[] Ordered =
    [
        DeviceLowering.Of<Input>(None, step => step.Input()),
        DeviceLowering.Of<Flatten>(None, step => step.Flatten()),
        DeviceLowering.Of<Turn>(None, step => step.Turn()),
        DeviceLowering.Of<Unrolled>(None, step => step.Pass()),

        DeviceLowering.Of<Linear>(
            Layers, (step, linear) => step.Factor(new KsPattern(1, linear.OutFeatures, step.From.Channels, 1), step.From, linear.IsTransposed)),
        DeviceLowering.Of<Kronecker>(Layers, step => step.Factor(step.Group.Pattern!.Value, step.From)),
        DeviceLowering.Of<PositionFactor>(Layers, step => step.Factor(step.Group.Pattern!.Value, step.From)),
        DeviceLowering.Of<Conv2D>(Patches, (step, conv) => step.Convolution(conv)).Where<Conv2D>((conv, _) => LimitOf(conv)),
        DeviceLowering.Of<ConvTranspose2D>(
            Patches,
            (step, conv) => step.Factor(new KsPattern(1, conv.OutChannels, step.From.Channels, 1), step.From, isTransposed: true))
            .Where<ConvTranspose2D>((conv, _) => LimitOf(conv)),

        DeviceLowering.Of<Bias>(Affine, step => step.Affine()),
        DeviceLowering.Of<Scale>(Affine, step => step.Affine()),
        DeviceLowering.Of<BatchNorm>(Affine, step => step.Affine()),

        DeviceLowering.Of<Relu>(Functions, step => step.Map(null, null)),
        DeviceLowering.Of<PRelu>(Functions, step => step.Slope()),
        Function<LeakyRelu>(),
        Function<Clamp>(),
        Function<Abs>(),
        Function<HardSigmoid>(),
        Function<HardSwish>(),
        Function<Sigmoid>(),
        Function<Tanh>(),
        Function<Silu>(),
        Function<Gelu>(),
        Function<Elu>(),
        Function<Softplus>(),
        Function<Mish>(),

        DeviceLowering.Of<Add>(Sums, step => step.Map(null, step.Operand(1))),
        DeviceLowering.Of<Mul>(Sums, step => step.Product()),
        DeviceLowering.Of<Concat>(Parts, step => step.Concat()),
        DeviceLowering.Of<Slice>(Parts, (step, slice) => step.Slice(slice)),

        DeviceLowering.Of<LayerNorm>(Norms, (step, norm) => step.Norm(norm.Epsilon, isCentred: true)).Where<LayerNorm>((_, operands) => LimitOf(operands[0])),
        DeviceLowering.Of<RmsNorm>(Norms, (step, norm) => step.Norm(norm.Epsilon, isCentred: false)),
        DeviceLowering.Of<PositionNorm>(Norms, (step, norm) => step.Norm(norm.Epsilon, norm.IsCentred)),
        DeviceLowering.Of<Softmax>(Scores, (step, softmax) => step.Softmax(softmax.IsLogarithm)),

        DeviceLowering.Of<Attention>(Tokens, (step, attention) => step.Attention(attention)).Where<Attention>(LimitOf),
        DeviceLowering.Of<Embedding>(Tokens, step => step.Embedding()),
        DeviceLowering.Of<Prepend>(Tokens, (step, prepend) => step.Prepend(prepend)),
        DeviceLowering.Of<Positions>(Tokens, step => step.Positions()),
        DeviceLowering.Of<Crop>(Tokens, (step, crop) => step.Crop(crop)).Where<Crop>((_, operands) => operands[0].Height == 1
            ? null
            : "; of a map of several rows nothing is cropped there"),
        DeviceLowering.Of<AdaptiveAvgPool2D>(Tokens, step => step.Mean()).Where<AdaptiveAvgPool2D>((pool, _) => pool is { OutHeight: 1, OutWidth: 1 }
            ? null
            : "; the mean of all positions has one, avgpool(global)"),
    ];

    private static readonly Dictionary<Type, DeviceLowering> All = Ordered.ToDictionary(lowering => lowering.Op);

    /// <summary>The ops that have kernels, as a message lists them.</summary>
    public static string Words { get; } = List(Ordered.Select(lowering => lowering.Words).Where(words => words.Length > 0).Distinct().ToList());

    /// <summary>How an op runs; null when it does not.</summary>
    public static DeviceLowering? Find(Op op) => All.TryGetValue(op.GetType(), out var lowering) ? lowering : null;

    /// <summary>How an op runs that <see cref="GpuRule"/> lets through.</summary>
    public static DeviceLowering Of(Op op) => Find(op) ?? throw new ArgumentException($"'{op.Keyword}' does not run on a device.", nameof(op));

    private static DeviceLowering Function<TOp>()
        where TOp : ActivationOp => DeviceLowering.Of<TOp>(Functions, step => step.Function());

    private static string? LimitOf(Conv2D conv) =>
        conv is { Groups: 1, Dilation: { Height: 1, Width: 1 } } && conv.Kernel == conv.Stride && conv.Padding == default
        ? null
        : "; a convolution has one where its stride is its kernel, without padding, dilation and groups";

    private static string? LimitOf(ConvTranspose2D conv) =>
        conv is { Groups: 1, Kernel: { Height: 1, Width: 1 } } && conv.Stride == conv.Kernel && conv.Padding == default
        ? null
        : "; a transposed convolution has one where its kernel and stride are 1x1, without padding and groups";

    private static string? LimitOf(Shape shape) => shape.IsPoint ? null : $" for a map, {shape}; there is one for vectors and tokens";

    private static string? LimitOf(Attention attention, IReadOnlyList<Shape> operands)
    {
        var shape = AttentionShape.Of(attention, operands);
        return shape.Tile > 0 ? null : $" for heads of {shape.KeyFeatures} and {shape.ValueFeatures} features, whose tiles fit no group's shared memory; take "
            + "more heads";
    }

    private static string List(List<string> words) => string.Join(", ", words.Take(words.Count - 1)) + " and " + words[words.Count - 1];
}
