using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>The positions of a map, row by row, as one row.</summary>
internal sealed record Unrolled : DerivedOp
{
    public override string Keyword => "tokens";

    public override string Describe() => "positions as tokens";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Shape.Map(inputs[0].Channels, 1, inputs[0].Height * inputs[0].Width));
}
