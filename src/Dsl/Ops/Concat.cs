using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>The operands one after another along the channels (features of a vector).</summary>
public sealed record Concat : Op
{
    /// <summary>The one keyword of this op and of <see cref="FeatureConcat"/>.</summary>
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "concat", a => a.Flag("features", false) ? new FeatureConcat() : new Concat(), ArgumentSpec.Flag("features", "false"));

    public override string Keyword => "concat";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => NeuronKind.Wiring;

    public override string Describe() => "concat";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count < 2)
        {
            return ShapeRule.Fail(ProblemCode.OperandCount, $"concat takes two or more operands, not {Rules.Text(inputs.Count)}");
        }

        var channels = 0L;
        for (var i = 0; i < inputs.Count; i++)
        {
            channels += inputs[i].Channels;
            if (inputs[i].Rank != inputs[0].Rank || inputs[i].Height != inputs[0].Height || inputs[i].Width != inputs[0].Width)
            {
                return ShapeRule.Fail(
                    ProblemCode.ShapeMismatch,
                    $"{{{Rules.Text(i)}}} is {inputs[i]}, but {{0}} is {inputs[0]}; concat takes operands that differ in their channels only");
            }
        }

        return Rules.WithChannels(Keyword, inputs[0], channels);
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Parts();

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
