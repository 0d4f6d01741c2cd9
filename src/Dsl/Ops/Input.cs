using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>An input of the net: the place where a sample enters.</summary>
/// <param name="IsInteger">Whether it holds whole numbers, those of tokens, which an embedding alone reads.</param>
public sealed record Input(bool IsInteger = false) : Op
{
    public override string Keyword => "input";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "input";

    /// <summary>An input's shape is declared, never inferred.</summary>
    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        ShapeRule.Fail(ProblemCode.OperandCount, "an input takes no operands");

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Source();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
