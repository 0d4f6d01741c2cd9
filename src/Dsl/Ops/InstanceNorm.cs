using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>PyTorch's InstanceNorm2d: statistics of each channel over all positions. weight (channels), bias (channels), where it has them.</summary>
/// <param name="Epsilon">What is added to a variance.</param>
/// <param name="IsAffine">Whether it has weight and bias.</param>
public sealed record InstanceNorm(double Epsilon, bool IsAffine = false) : SampleNorm(Epsilon, IsAffine)
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "instancenorm",
        a => new InstanceNorm(a.Number("eps", 1e-5), a.Flag("affine", false)),
        ArgumentSpec.Fraction("eps", "1e-5"),
        ArgumentSpec.Flag("affine", "false")) with { OtherOrder = "instancenorm(num_features)" };

    public override string Keyword => "instancenorm";

    public override string Describe() => $"norm of each channel{Details()}";

    public override string Spell() => Rules.Call(Keyword, Arguments(isAffineAnyway: false));

    public override int GroupsOf(Shape operand) => operand.Channels;

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs)
    {
        var isSequence = inputs.All(shape => shape.IsSequence);
        if ((isSequence ? Rules.OneOperand(Keyword, inputs) : Rules.OneMap(Keyword, inputs)) is { } problem)
        {
            return problem;
        }

        return inputs[0].Height * inputs[0].Width > 1
            ? ShapeRule.Of(inputs[0])
            : ShapeRule.Fail(ProblemCode.ShapeMismatch, "{0} has one position, whose numbers are their own means; instancenorm takes more positions");
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => new Wiring.Axes(Axis.Same.Instance, new Axis.Blocks(1), new Axis.Blocks(1));
}
