using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>The mean of the tokens of a sequence, feature by feature: a vector.</summary>
public sealed record MeanToken : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("mean", new MeanToken());

    public override string Keyword => "mean";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Affine(hasBias: false, hasWeights: false);

    public override string Describe() => "mean of the tokens";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneTokens(Keyword, inputs) ?? Rules.Vector(Keyword, inputs[0].Features);

    // Columns become channels: on maps it is a pool behind which there is a turned map.
    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Unasked();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
