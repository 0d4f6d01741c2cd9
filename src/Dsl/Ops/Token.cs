using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>One token of a sequence as a vector.</summary>
/// <param name="Index">Its number, from 0 on.</param>
public sealed record Token(int Index) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("token", a => new Token(a.Integer("index")), ArgumentSpec.Count("index") with { Min = 0 });

    public override string Keyword => "token";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => null;

    public override string Describe() => $"token {Rules.Text(Index)}";

    public override string Spell() => Rules.Call(Keyword, Rules.Text(Index));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneTokens(Keyword, inputs)
        ?? (Index < inputs[0].Channels
            ? Rules.Vector(Keyword, inputs[0].Features)
            : ShapeRule.Fail(
                ProblemCode.ShapeMismatch, $"{{0}} has {Rules.Text(inputs[0].Channels)} tokens, numbered from 0, but {Spell()} takes the one of that number"));

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.All();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
