using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>The positions of a map, row by row, as tokens, whose features are its channels: PyTorch's flatten(2).transpose(1, 2).</summary>
public sealed record ToTokens : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("tokens", new ToTokens());

    public override string Keyword => "tokens";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => null;

    public override string Describe() => "positions as tokens";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneMap(Keyword, inputs) ?? Rules.Sequence(Keyword, (long)inputs[0].Height * inputs[0].Width, inputs[0].Channels);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.All();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
