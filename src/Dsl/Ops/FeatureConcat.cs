using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The features of sequences of tokens one after another, token by token: a concat along the last dimension. Spelt concat(features=true).</summary>
public sealed record FeatureConcat : Op
{
    public override string Keyword => "concat";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    internal override string SpellBehindOperands => "features=true";

    public override string Describe() => "concat of features";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count < 2)
        {
            return ShapeRule.Fail(ProblemCode.OperandCount, $"concat takes two or more operands, not {Rules.Text(inputs.Count)}");
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            if (!inputs[i].IsSequence)
            {
                return ShapeRule.Fail(ProblemCode.RankMismatch, $"{{{Rules.Text(i)}}} is {inputs[i]}, but concat of features takes tokens x features");
            }

            if (inputs[i].Channels != inputs[0].Channels)
            {
                return ShapeRule.Fail(
                    ProblemCode.ShapeMismatch,
                    $"{{{Rules.Text(i)}}} is {inputs[i]}, but {{0}} is {inputs[0]}; concat of features takes as many tokens of each");
            }
        }

        return Rules.Sequence(Keyword, inputs[0].Channels, inputs.Sum(shape => (long)shape.Features));
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.All();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
