using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>A map as a vector, in (channel, row, column) order.</summary>
public sealed record Flatten : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("flatten", new Flatten());

    public override string Keyword => "flatten";

    public override string Describe() => "flatten";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneOperand(Keyword, inputs) ?? Rules.Vector(Keyword, inputs[0].Size);
}
