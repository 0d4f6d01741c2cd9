using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>A convolution over a map (cross-correlation, as in PyTorch). weight (out, in/groups, kh, kw), bias (out).</summary>
public sealed record Conv2D(int OutChannels, Extent Kernel, Extent Stride, Padding Padding, Extent Dilation, int Groups, bool HasBias) : Op
{
    public override string Keyword => "conv";

    public override string Describe() => string.Concat(
        $"conv {Rules.Describe(Kernel)}",
        Stride == new Extent(1, 1) ? "" : $", stride {Rules.Short(Stride)}",
        Padding == default ? "" : $", pad {Rules.Describe(Padding)}",
        Dilation == new Extent(1, 1) ? "" : $", dilation {Rules.Short(Dilation)}",
        Groups == 1 ? "" : $", {Rules.Text(Groups)} groups");

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneMap(Keyword, inputs) is { } problem)
        {
            return problem;
        }

        var channels = inputs[0].Channels;
        if (channels % Groups != 0 || OutChannels % Groups != 0)
        {
            return ShapeRule.Fail(ProblemCode.ShapeMismatch, $"{Rules.Text(Groups)} groups must divide the {Rules.Text(channels)} channels of {{0}} and the {Rules.Text(OutChannels)} of the result");
        }

        return Rules.Map(
            Describe(),
            OutChannels,
            Rules.Windows(inputs[0].Height, Kernel.Height, Stride.Height, Padding.Top, Padding.Bottom, Dilation.Height, ceil: false),
            Rules.Windows(inputs[0].Width, Kernel.Width, Stride.Width, Padding.Left, Padding.Right, Dilation.Width, ceil: false));
    }

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        ParameterSpec weight = new("weight", EquatableArray.Of(OutChannels, inputs[0].Channels / Groups, Kernel.Height, Kernel.Width), ParameterRole.Weight);
        return HasBias ? [weight, new("bias", EquatableArray.Of(OutChannels), ParameterRole.Bias)] : [weight];
    }
}
