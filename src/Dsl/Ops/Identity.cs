using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>Passes its operand on. Made of identity neurons.</summary>
public sealed record Identity : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("id", new Identity());

    public override string Keyword => "id";

    public override string Describe() => "identity";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);
}
