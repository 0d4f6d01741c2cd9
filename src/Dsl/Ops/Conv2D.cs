using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>A convolution over a map (cross-correlation, as in PyTorch). weight (out, in/groups, kh, kw), bias (out).</summary>
public sealed record Conv2D(int OutChannels, Extent Kernel, Extent Stride, Padding Padding, Extent Dilation, int Groups, bool HasBias) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "conv",
        a => Make(a, a.Integer("out"), a.Integer("groups")),
        ArgumentSpec.Count("out"),
        ArgumentSpec.Kernel,
        ArgumentSpec.Stride("1"),
        ArgumentSpec.PadOrSame,
        ArgumentSpec.Dilation,
        ArgumentSpec.Groups,
        ArgumentSpec.Bias) with { OtherOrder = "conv(in, out, kernel)" };

    /// <summary>One group for each channel of the operand, with a number of results each.</summary>
    internal static OpSyntax DepthwiseSyntax { get; } = OpSyntax.Of(
        "depthwise",
        MakeDepthwise,
        ArgumentSpec.Kernel,
        ArgumentSpec.Stride("1"),
        ArgumentSpec.PadOrSame,
        ArgumentSpec.Dilation,
        ArgumentSpec.Count("multiplier", "1"),
        ArgumentSpec.Bias) with { OtherOrder = "depthwise(channels, kernel)" };

    private const string UsualStride = "1";

    public override string Keyword => "conv";

    public override OpTraits Traits => OpTraits.Affine(HasBias);

    public override NeuronKind? Model => NeuronKind.Affine(HasBias);

    public override string Describe() => string.Concat(
        $"conv {Rules.Describe(Kernel)}",
        Stride == new Extent(1, 1) ? "" : $", stride {Rules.Short(Stride)}",
        Padding == default ? "" : $", pad {Rules.Describe(Padding)}",
        Dilation == new Extent(1, 1) ? "" : $", dilation {Rules.Short(Dilation)}",
        Groups == 1 ? "" : $", {Rules.Text(Groups)} groups");

    public override string Spell() => Spell(null, false, UsualStride);

    public override string Spell(IReadOnlyList<Shape> inputs, bool beforeBatchNorm) => Spell(inputs, beforeBatchNorm, UsualStride);

    internal override string SpellStride(IReadOnlyList<Shape>? inputs, bool beforeBatchNorm) => Spell(inputs, beforeBatchNorm, unsaidStride: "");

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneGroupedMap(Keyword, inputs, Groups, OutChannels) is { } problem)
        {
            return problem;
        }

        return Rules.WindowMap(Describe(), OutChannels, inputs[0], Rows, Columns, ceil: false);
    }

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        Rules.WeightAndBias(EquatableArray.Of(OutChannels, inputs[0].Channels / Groups, Kernel.Height, Kernel.Width), OutChannels, HasBias);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Axes(new Axis.Blocks(Groups), Rows, Columns);

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) =>
        (long)result.Size * (inputs[0].Channels / Groups) * Kernel.Height * Kernel.Width;

    private Axis.Window Rows => new(Kernel.Height, Stride.Height, Padding.Top, Padding.Bottom, Dilation.Height);

    private Axis.Window Columns => new(Kernel.Width, Stride.Width, Padding.Left, Padding.Right, Dilation.Width);

    private string Spell(IReadOnlyList<Shape>? inputs, bool beforeBatchNorm, string unsaidStride)
    {
        var bias = inputs is null ? $"bias={Rules.Spell(HasBias)}" : Rules.Bias(HasBias, beforeBatchNorm);
        return inputs is not null && Groups > 1 && Groups == inputs[0].Channels
            ? Spell(DepthwiseSyntax.Keyword, "", Rules.Named("multiplier", Rules.Text(OutChannels / Groups), "1"), bias, unsaidStride)
            : Spell(Keyword, Rules.Text(OutChannels), Rules.Named("groups", Rules.Text(Groups), "1"), bias, unsaidStride);
    }

    private string Spell(string keyword, string outChannels, string groups, string bias, string unsaidStride) => Rules.Call(
        keyword,
        outChannels,
        Rules.Describe(Kernel),
        Rules.Named("stride", Rules.Short(Stride), unsaidStride),
        Rules.Named("pad", Rules.Spell(Padding), "0"),
        Rules.Named("dilation", Rules.Short(Dilation), "1"),
        groups,
        bias);

    private static Conv2D Make(IOpArguments a, int outChannels, int groups)
    {
        var (kernel, stride, dilation) = (a.Kernel(), a.Stride(), a.Dilation());
        return new(outChannels, kernel, stride, a.WindowPadding(kernel, stride, dilation), dilation, groups, a.Bias());
    }

    private static Conv2D? MakeDepthwise(IOpArguments a) => DepthwiseChannels(a) is { } channels ? Make(a, channels, a.Input?.Channels ?? 1) : null;

    /// <summary>The channels of a convolution with a group for each channel; null where a value could not hold them, which is reported.</summary>
    internal static int? DepthwiseChannels(IOpArguments a)
    {
        var channels = a.Input?.Channels;
        var outChannels = (channels ?? 1) * (long)a.Integer("multiplier");
        if (outChannels > Rules.MaxSize)
        {
            a.Fail(
                "multiplier",
                ProblemCode.ArgumentRange,
                $"multiplier makes {Rules.Text(outChannels)} channels of {Rules.Text(channels ?? 1)}; a value holds at most {Rules.Text(Rules.MaxSize)} "
                    + "numbers");
            return null;
        }

        return (int)outChannels;
    }
}
