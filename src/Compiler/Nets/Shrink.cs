using System.Collections.Generic;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>Sums of rows and columns that repeat one: the adjoint of a stretch and of an upsampling.</summary>
/// <param name="Map">The result's shape.</param>
/// <param name="Rows">For each row of the operand the row of the result that it is added to.</param>
/// <param name="Columns">For each column of the operand the column of the result that it is added to.</param>
internal sealed record Shrink(Shape Map, EquatableArray<int> Rows, EquatableArray<int> Columns) : DerivedOp
{
    public override string Keyword => "shrink";

    public override string Describe() => "sums of repeated rows and columns";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(Map);
}
