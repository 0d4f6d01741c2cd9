using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>Rows and columns of a map by number, repeated where the full map has equal ones.</summary>
/// <param name="Rows">For each row of the result the row of the operand.</param>
/// <param name="Columns">For each column of the result the column of the operand.</param>
internal sealed record Stretch(EquatableArray<int> Rows, EquatableArray<int> Columns) : DerivedOp
{
    public override string Keyword => "stretch";

    public override string Describe() => "repeat equal rows and columns";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Shape.Map(inputs[0].Channels, Rows.Count, Columns.Count));
}
