using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>Passes its operand on. Made of identity neurons.</summary>
public sealed record Identity : PlacewiseOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("id", new Identity());

    public override string Keyword => "id";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "identity";

    public override bool IsIdentity(IReadOnlyList<Shape> inputs) => true;
}
