using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>Some consecutive features of each token: a slice along the last dimension. Spelt slice(features=true).</summary>
/// <param name="First">The first of them, from 0.</param>
/// <param name="Count">How many.</param>
public sealed record FeatureSlice(int First, int Count) : Op
{
    public override string Keyword => "slice";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override bool TakesTokens => true;

    public override string Describe() => Count == 1 ? $"feature {Rules.Text(First)}" : $"features {Rules.Text(First)} to {Rules.Text(First + Count - 1L)}";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(First), Rules.Text(Count), "features=true");

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneTokens(Keyword, inputs) ?? ((long)First + Count > inputs[0].Features
        ? ShapeRule.Fail(
            ProblemCode.ShapeMismatch, $"{{0}} has {Rules.Text(inputs[0].Features)} features, numbered from 0, but {Spell()} takes {Describe()}")
        : ShapeRule.Of(Shape.Sequence(inputs[0].Channels, Count)));

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Axes(
        Axis.Same.Instance,
        Axis.Same.Instance,
        new Axis.Window(Kernel: 1, Stride: 1, -First, First + Count - inputs[0].Features, Dilation: 1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => Count == inputs[0].Features;
}
