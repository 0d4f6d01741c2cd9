using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// Adds a learned token to each of the operand's. Without a count the layer's name is that of its one tensor, (1, tokens, features), as vision
/// transformers have it; with one it has a table like an embedding, weight (count, features), of which the first are taken.
/// </summary>
/// <param name="Count">Tokens of the table; null for as many as the operand has.</param>
public sealed record Positions(int? Count) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "positions",
        a => new Positions(a.Has("count") ? a.Integer("count") : null),
        ArgumentSpec.Count("count", "") with { HasPosition = true });

    public override string Keyword => "positions";

    public override OpTraits Traits => OpTraits.Affine(hasBias: true, takesVector: false);

    public override NeuronKind? Model => null;

    public override string Describe() => Count is { } count ? $"learned positions, {Rules.Text(count)} at most" : "learned positions";

    public override string Spell() => Rules.Call(Keyword, Count is { } count ? Rules.Text(count) : "");

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneTokens(Keyword, inputs)
        ?? (Count < inputs[0].Channels
            ? ShapeRule.Fail(
                ProblemCode.ShapeMismatch, $"{{0}} has {Rules.Text(inputs[0].Channels)} tokens, but there are {Rules.Text(Count.Value)} positions")
            : ShapeRule.Of(inputs[0]));

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) => Count is { } count
        ? [new("weight", EquatableArray.Of(count, inputs[0].Features), ParameterRole.Bias)]
        : [new("", EquatableArray.Of(1, inputs[0].Channels, inputs[0].Features), ParameterRole.Bias)];

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.Same;

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
