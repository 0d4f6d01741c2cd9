using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>The mean of all tokens of a sequence: a vector of their features.</summary>
public sealed record Mean : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("mean", new Mean());

    public override string Keyword => "mean";

    public override OpTraits Traits => OpTraits.Affine(hasBias: false);

    public override NeuronKind? Model => null;

    public override string Describe() => "mean of the tokens";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneOfTokens(Keyword, inputs) ?? Rules.Vector(Keyword, inputs[0].Features);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.All();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
