using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>Learned tokens before those of the operand, such as a class token. The layer's name is that of its one tensor, (1, count, features).</summary>
/// <param name="Count">How many.</param>
public sealed record Prepend(int Count) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "prepend", a => new Prepend(a.Integer("count")), ArgumentSpec.Count("count", "1") with { HasPosition = true });

    public override string Keyword => "prepend";

    public override OpTraits Traits => OpTraits.Affine(hasBias: true, takesVector: false);

    public override NeuronKind? Model => null;

    public override string Describe() => Count == 1 ? "a learned token first" : $"{Rules.Text(Count)} learned tokens first";

    public override string Spell() => Rules.Call(Keyword, Count == 1 ? "" : Rules.Text(Count));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneTokens(Keyword, inputs) ?? Rules.Sequence(Keyword, (long)inputs[0].Channels + Count, inputs[0].Features);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        [new("", EquatableArray.Of(1, Count, inputs[0].Features), ParameterRole.Bias)];

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.All();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
