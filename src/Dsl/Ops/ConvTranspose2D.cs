using System;
using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>A transposed convolution: the adjoint of a convolution of the same geometry. weight (in, out/groups, kh, kw), bias (out).</summary>
public sealed record ConvTranspose2D(
    int OutChannels,
    Extent Kernel,
    Extent Stride,
    Padding Padding,
    Extent OutputPadding,
    Extent Dilation,
    int Groups,
    bool HasBias) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "convt",
        Make,
        ArgumentSpec.Count("out"),
        ArgumentSpec.Kernel,
        ArgumentSpec.Stride("1"),
        ArgumentSpec.PadOrSame,
        ArgumentSpec.Stride("0") with { Name = "outpad", Min = 0 },
        ArgumentSpec.Dilation,
        ArgumentSpec.Groups,
        ArgumentSpec.Bias) with { OtherOrder = "convt(in, out, kernel)" };

    public override string Keyword => "convt";

    public override OpTraits Traits => OpTraits.Affine(HasBias);

    public override NeuronKind? Model => NeuronKind.Affine(HasBias);

    public override string Describe() => string.Concat(
        $"transposed conv {Rules.Describe(Kernel)}",
        Stride == new Extent(1, 1) ? "" : $", stride {Rules.Short(Stride)}",
        Padding == default ? "" : $", pad {Rules.Describe(Padding)}",
        OutputPadding == default ? "" : $", output pad {Rules.Short(OutputPadding)}",
        Dilation == new Extent(1, 1) ? "" : $", dilation {Rules.Short(Dilation)}",
        Groups == 1 ? "" : $", {Rules.Text(Groups)} groups");

    public override string Spell() => Spell($"bias={Rules.Spell(HasBias)}");

    public override string Spell(IReadOnlyList<Shape> inputs, bool beforeBatchNorm) => Spell(Rules.Bias(HasBias, beforeBatchNorm));

    private string Spell(string bias) => Rules.Call(
        Keyword,
        Rules.Text(OutChannels),
        Rules.Describe(Kernel),
        Rules.Named("stride", Rules.Short(Stride), "1"),
        Rules.Named("pad", Rules.Spell(Padding), "0"),
        Rules.Named("outpad", Rules.Short(OutputPadding), "0"),
        Rules.Named("dilation", Rules.Short(Dilation), "1"),
        Rules.Named("groups", Rules.Text(Groups), "1"),
        bias);

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneGroupedMap(Keyword, inputs, Groups, OutChannels) is { } problem)
        {
            return problem;
        }

        return Rules.Map(
            Describe(),
            OutChannels,
            Rows.Count(inputs[0].Height, Padding.Bottom, OutputPadding.Height),
            Columns.Count(inputs[0].Width, Padding.Right, OutputPadding.Width));
    }

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        Rules.WeightAndBias(EquatableArray.Of(inputs[0].Channels, OutChannels / Groups, Kernel.Height, Kernel.Width), OutChannels, HasBias);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Axes(new Axis.Blocks(Groups), Rows, Columns);

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) =>
        (long)inputs[0].Size * (OutChannels / Groups) * Kernel.Height * Kernel.Width;

    private Axis.Transposed Rows => new(Kernel.Height, Stride.Height, Padding.Top, Dilation.Height);

    private Axis.Transposed Columns => new(Kernel.Width, Stride.Width, Padding.Left, Dilation.Width);

    /// <summary>What makes a result of height·stride x width·stride, as TensorFlow's <c>same</c> does: the adjoint of a convolution of that padding.</summary>
    private static (Padding Padding, Extent OutputPadding) Same(IOpArguments a, Extent kernel, Extent stride, Extent dilation)
    {
        if (a.Has("outpad"))
        {
            a.Fail(
                "outpad",
                ProblemCode.ArgumentConflict,
                "pad=same says how large the result is, the operand times the stride; leave outpad out");
        }

        var (top, bottom, rows) = Side(kernel.Height, stride.Height, dilation.Height);
        var (left, right, columns) = Side(kernel.Width, stride.Width, dilation.Width);
        return (new(top, left, bottom, right), new(rows, columns));

        static (int Before, int After, int Extra) Side(int kernel, int stride, int dilation)
        {
            var excess = (int)Math.Min(int.MaxValue, (dilation * (kernel - 1L)) + 1 - stride);
            return excess >= 0 ? (excess / 2, excess - (excess / 2), 0) : (0, 0, -excess);
        }
    }

    /// <summary>What makes a result of length·stride, as <see cref="Same"/> does of both sides.</summary>
    internal static (Ends Padding, int OutputPadding) SameLength(IOpArguments a, int kernel, int stride, int dilation)
    {
        var (padding, extra) = Same(a, new(1, kernel), new(1, stride), new(1, dilation));
        return (new(padding.Left, padding.Right), extra.Width);
    }

    private static ConvTranspose2D Make(IOpArguments a)
    {
        var (kernel, stride, dilation) = (a.Kernel(), a.Stride(), a.Dilation());
        var (padding, extra) = a.IsWord("pad") ? Same(a, kernel, stride, dilation) : (a.Padding("pad"), a.Extent("outpad", default));
        if (a.IsSound && (extra.Height >= Math.Max(stride.Height, dilation.Height) || extra.Width >= Math.Max(stride.Width, dilation.Width)))
        {
            a.Fail(
                "outpad",
                ProblemCode.ArgumentRange,
                $"outpad is {Rules.Short(extra)}, but must be smaller than the stride {Rules.Short(stride)} or the dilation {Rules.Short(dilation)}");
        }

        return new(a.Integer("out"), kernel, stride, padding, extra, dilation, a.Integer("groups"), a.Bias());
    }
}
