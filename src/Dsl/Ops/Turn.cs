using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// A map of one row with channels and columns exchanged: what a sequence is in its other order. The language has no word for it; where sequences are put on
/// maps it stands between ops that take different orders.
/// </summary>
public sealed record Turn : Op
{
    public override string Keyword => "turn";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "exchange channels and columns";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Shape.Map(inputs[0].Width, 1, inputs[0].Channels));

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Turned();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
