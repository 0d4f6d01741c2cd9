using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// A Kronecker-sparse factor over the channels of each position of a map. The language has no word for it; a factor on tokens is one where sequences are put
/// on maps. weight (a, b, c, d).
/// </summary>
public sealed record PositionFactor(KsPattern Pattern) : Kronecker(Pattern)
{
    public override OpTraits Traits => OpTraits.Affine(hasBias: false);

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneMap(Keyword, inputs) ?? (inputs[0].Channels == Pattern.Columns
        ? Rules.Map(Describe(), Pattern.Rows, inputs[0].Height, inputs[0].Width)
        : ShapeRule.Fail(
            ProblemCode.ShapeMismatch, $"{{0}} has {Rules.Text(inputs[0].Channels)} channels, but {Describe()} takes {Rules.Text(Pattern.Columns)}"));

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfChannels(new Axis.Kronecker(Pattern));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => Pattern.NonZeros * result.Height * result.Width;
}
