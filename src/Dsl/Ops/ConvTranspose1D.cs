using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// A transposed convolution along a length: the adjoint of a <see cref="Conv1D"/> of the same geometry. weight (in, out/groups, k), bias (out).
/// </summary>
public sealed record ConvTranspose1D(
    int OutChannels, int Kernel, int Stride, Ends Padding, int OutputPadding, int Dilation, int Groups, bool HasBias) : SignalOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "convt1d",
        Make,
        ArgumentSpec.Count("out"),
        ArgumentSpec.Taps,
        ArgumentSpec.Step("stride", "1"),
        ArgumentSpec.EndsOrSame,
        ArgumentSpec.Step("outpad", "0") with { Min = 0 },
        ArgumentSpec.Step("dilation", "1"),
        ArgumentSpec.Groups,
        ArgumentSpec.Bias) with { OtherOrder = "convt1d(in, out, kernel)" };

    public override Op OnRow => new ConvTranspose2D(
        OutChannels, new(1, Kernel), new(1, Stride), Padding.OnRow, new(0, OutputPadding), new(1, Dilation), Groups, HasBias);

    public override string Describe() => string.Concat(
        $"transposed conv1d {Rules.Text(Kernel)}",
        Stride == 1 ? "" : $", stride {Rules.Text(Stride)}",
        Padding == default ? "" : $", pad {Padding.Spell()}",
        OutputPadding == 0 ? "" : $", output pad {Rules.Text(OutputPadding)}",
        Dilation == 1 ? "" : $", dilation {Rules.Text(Dilation)}",
        Groups == 1 ? "" : $", {Rules.Text(Groups)} groups");

    public override string Spell() => Spell($"bias={Rules.Spell(HasBias)}");

    public override string Spell(IReadOnlyList<Shape> inputs, bool beforeBatchNorm) => Spell(Rules.Bias(HasBias, beforeBatchNorm));

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        Rules.WeightAndBias(EquatableArray.Of(inputs[0].Channels, OutChannels / Groups, Kernel), OutChannels, HasBias);

    private string Spell(string bias) => Rules.Call(
        Keyword,
        Rules.Text(OutChannels),
        Rules.Text(Kernel),
        Rules.Named("stride", Rules.Text(Stride), "1"),
        Rules.Named("pad", Padding.Spell(), "0"),
        Rules.Named("outpad", Rules.Text(OutputPadding), "0"),
        Rules.Named("dilation", Rules.Text(Dilation), "1"),
        Rules.Named("groups", Rules.Text(Groups), "1"),
        bias);

    private static ConvTranspose1D Make(IOpArguments a)
    {
        var (kernel, stride, dilation) = (a.Integer("kernel"), a.Integer("stride"), a.Integer("dilation"));
        var (padding, extra) = a.IsWord("pad") ? ConvTranspose2D.SameLength(a, kernel, stride, dilation) : (a.Ends("pad"), a.Integer("outpad", 0));
        if (a.IsSound && extra >= System.Math.Max(stride, dilation))
        {
            a.Fail(
                "outpad",
                ProblemCode.ArgumentRange,
                $"outpad is {Rules.Text(extra)}, but must be smaller than the stride {Rules.Text(stride)} or the dilation {Rules.Text(dilation)}");
        }

        return new(a.Integer("out"), kernel, stride, padding, extra, dilation, a.Integer("groups"), a.Bias());
    }
}
