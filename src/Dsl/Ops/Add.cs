using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The sum of two or more operands of one shape.</summary>
public sealed record Add : Op
{
    public override string Keyword => "add";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "add";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count < 2)
        {
            return ShapeRule.Fail(ProblemCode.OperandCount, $"add takes two or more operands, not {Rules.Text(inputs.Count)}");
        }

        for (var i = 1; i < inputs.Count; i++)
        {
            if (inputs[i] != inputs[0])
            {
                return ShapeRule.Fail(
                    ProblemCode.ShapeMismatch, $"{{{Rules.Text(i)}}} is {inputs[i]}, but {{0}} is {inputs[0]}; a sum takes operands of one shape");
            }
        }

        return ShapeRule.Of(inputs[0]);
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Sum();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
