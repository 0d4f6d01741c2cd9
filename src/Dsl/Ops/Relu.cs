using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>max(0, x), element by element.</summary>
public sealed record Relu : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("relu", new Relu());

    public override string Keyword => "relu";

    public override string Describe() => "relu";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);
}
