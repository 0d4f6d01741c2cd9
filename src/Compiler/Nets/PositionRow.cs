using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>Adds the learned token of one position, which the run knows, to a vector.</summary>
/// <param name="Table">The op on all tokens, whose tensor it is.</param>
/// <param name="Tokens">How many those are.</param>
internal sealed record PositionRow(Positions Table, int Tokens) : DerivedOp
{
    public override string Keyword => Table.Keyword;

    public override string Describe() => "the learned position of the token";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(inputs[0]);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) => Table.Parameters([Shape.Sequence(Tokens, inputs[0].Size)]);
}
