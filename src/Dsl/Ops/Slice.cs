using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>Some consecutive channels of a value (features of a vector).</summary>
/// <param name="First">The first of them, from 0.</param>
/// <param name="Count">How many.</param>
public sealed record Slice(int First, int Count) : Op
{
    /// <summary>The one keyword of this op and of <see cref="FeatureSlice"/>.</summary>
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "slice",
        a => Of(a.Integer("first", 0), a.Integer("count"), a.Flag("features", false)),
        ArgumentSpec.Count("first") with { Min = 0 },
        ArgumentSpec.Count("count"),
        ArgumentSpec.Flag("features", "false"));

    public override string Keyword => "slice";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => Count == 1 ? $"channel {Rules.Text(First)}" : $"channels {Rules.Text(First)} to {Rules.Text(First + Count - 1L)}";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(First), Rules.Text(Count));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (Rules.OneOperand(Keyword, inputs) is { } problem)
        {
            return problem;
        }

        if ((long)First + Count > inputs[0].Channels)
        {
            return ShapeRule.Fail(
                ProblemCode.ShapeMismatch,
                $"{{0}} has {Rules.Text(inputs[0].Channels)} channels, numbered from 0, but {Spell()} takes {Describe()}");
        }

        return Rules.WithChannels(Keyword, inputs[0], Count);
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) =>
        Wiring.OfChannels(new Axis.Window(Kernel: 1, Stride: 1, -First, First + Count - inputs[0].Channels, Dilation: 1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => Count == inputs[0].Channels;

    /// <summary>A slice of channels, or of the features of each token.</summary>
    internal static Op Of(int first, int count, bool ofFeatures) => ofFeatures ? new FeatureSlice(first, count) : new Slice(first, count);
}
