using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// The product of two operands, place by place. One of them may be a gate, a number for each channel of the other (Cx1x1, or a vector), by which all
/// positions of the channel are multiplied: squeeze-and-excitation.
/// </summary>
public sealed record Mul : Op
{
    public override string Keyword => "mul";

    // Of degree 2 in both operands together.
    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override NeuronKind? Model => null;

    public override string Describe() => "product";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count != 2)
        {
            return ShapeRule.Fail(ProblemCode.OperandCount, $"mul takes two operands, not {Rules.Text(inputs.Count)}");
        }

        return inputs[0] == inputs[1] || IsGate(inputs[1], inputs[0]) ? ShapeRule.Of(inputs[0])
            : IsGate(inputs[0], inputs[1]) ? ShapeRule.Of(inputs[1])
            : ShapeRule.Fail(
                ProblemCode.ShapeMismatch,
                $"{{1}} is {inputs[1]}, but {{0}} is {inputs[0]}; mul takes operands of one shape, or a map or sequence and a number for each of its channels");
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Product();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;

    // A vector and a map of one position are no gate and map: as with a sum, the binder makes both vectors.
    private static bool IsGate(Shape gate, Shape of) =>
        gate is { Height: 1, Width: 1 } && !of.IsPoint && (gate.IsVector || gate.Rank == of.Rank) && gate.Channels == of.Channels;
}
