using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>The two dimensions of a sequence exchanged. It moves nothing: what was one order of the value is the other.</summary>
public sealed record Transpose : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("transpose", new Transpose());

    public override string Keyword => "transpose";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "exchange the dimensions";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneSequence(Keyword, inputs) ?? ShapeRule.Of(Shape.Sequence(inputs[0].Features, inputs[0].Channels));

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Turned();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
