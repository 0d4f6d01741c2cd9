using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>The identity at inference.</summary>
public sealed record Dropout(double Probability) : PlacewiseOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "dropout", a => new Dropout(a.Number("p", 0.5)), ArgumentSpec.Fraction("p", "0.5") with { HasPosition = true });

    public override string Keyword => "dropout";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "dropout (identity at inference)";

    public override string Spell() => Rules.Call(Keyword, Probability == 0.5 ? "" : Rules.Spell(Probability));

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => true;
}
