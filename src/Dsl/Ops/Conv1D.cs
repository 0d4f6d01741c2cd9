using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>A convolution over channels x length (cross-correlation, PyTorch's Conv1d). weight (out, in/groups, k), bias (out).</summary>
public sealed record Conv1D(int OutChannels, int Kernel, int Stride, Ends Padding, int Dilation, int Groups, bool HasBias) : SignalOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "conv1d",
        a => Make(a, a.Integer("out"), a.Integer("groups")),
        ArgumentSpec.Count("out"),
        ArgumentSpec.Taps,
        ArgumentSpec.Step("stride", "1"),
        ArgumentSpec.EndsOrSame,
        ArgumentSpec.Step("dilation", "1"),
        ArgumentSpec.Groups,
        ArgumentSpec.Bias) with { OtherOrder = "conv1d(in, out, kernel)" };

    /// <summary>One group for each channel of the operand, with a number of results each.</summary>
    internal static OpSyntax DepthwiseSyntax { get; } = OpSyntax.Of(
        "depthwise1d",
        a => Conv2D.DepthwiseChannels(a) is { } channels ? Make(a, channels, a.Input?.Channels ?? 1) : null,
        ArgumentSpec.Taps,
        ArgumentSpec.Step("stride", "1"),
        ArgumentSpec.EndsOrSame,
        ArgumentSpec.Step("dilation", "1"),
        ArgumentSpec.Count("multiplier", "1"),
        ArgumentSpec.Bias) with { OtherOrder = "depthwise1d(channels, kernel)" };

    private const string UsualStride = "1";

    public override Op OnRow =>
        new Conv2D(OutChannels, new(1, Kernel), new(1, Stride), Padding.OnRow, new(1, Dilation), Groups, HasBias);

    public override string Describe() => string.Concat(
        $"conv1d {Rules.Text(Kernel)}",
        Stride == 1 ? "" : $", stride {Rules.Text(Stride)}",
        Padding == default ? "" : $", pad {Padding.Spell()}",
        Dilation == 1 ? "" : $", dilation {Rules.Text(Dilation)}",
        Groups == 1 ? "" : $", {Rules.Text(Groups)} groups");

    public override string Spell() => Spell(null, false, UsualStride);

    public override string Spell(IReadOnlyList<Shape> inputs, bool beforeBatchNorm) => Spell(inputs, beforeBatchNorm, UsualStride);

    internal override string SpellStride(IReadOnlyList<Shape>? inputs, bool beforeBatchNorm) => Spell(inputs, beforeBatchNorm, unsaidStride: "");

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        Rules.WeightAndBias(EquatableArray.Of(OutChannels, inputs[0].Channels / Groups, Kernel), OutChannels, HasBias);

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
        Rules.Text(Kernel),
        Rules.Named("stride", Rules.Text(Stride), unsaidStride),
        Rules.Named("pad", Padding.Spell(), "0"),
        Rules.Named("dilation", Rules.Text(Dilation), "1"),
        groups,
        bias);

    private static Conv1D Make(IOpArguments a, int outChannels, int groups)
    {
        var (kernel, stride, dilation) = (a.Integer("kernel"), a.Integer("stride"), a.Integer("dilation"));
        return new(outChannels, kernel, stride, a.LengthPadding(kernel, stride, dilation), dilation, groups, a.Bias());
    }
}
