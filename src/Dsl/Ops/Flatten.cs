using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>A map as a vector, in (channel, row, column) order.</summary>
public sealed record Flatten : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("flatten", new Flatten());

    public override string Keyword => "flatten";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "flatten";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneOperand(Keyword, inputs) ?? Rules.Vector(Keyword, inputs[0].Size);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Flat();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => inputs[0].IsVector;
}
