using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>PyTorch's GroupNorm: statistics of each group of consecutive channels over all positions. weight (channels), bias (channels).</summary>
/// <param name="Groups">How many groups there are.</param>
/// <param name="Epsilon">What is added to a variance.</param>
/// <param name="IsAffine">Whether it has weight and bias.</param>
public sealed record GroupNorm(int Groups, double Epsilon, bool IsAffine = true) : SampleNorm(Epsilon, IsAffine)
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "groupnorm",
        a => new GroupNorm(a.Integer("groups"), a.Number("eps", 1e-5), a.Flag("affine", true)),
        ArgumentSpec.Count("groups"),
        ArgumentSpec.Fraction("eps", "1e-5"),
        ArgumentSpec.Flag("affine", "true")) with { OtherOrder = "groupnorm(num_groups, num_channels)" };

    public override string Keyword => "groupnorm";

    public override string Describe() => $"norm of {Rules.Text(Groups)} groups of channels{Details()}";

    public override string Spell() => Rules.Call(Keyword, [Rules.Text(Groups), .. Arguments(isAffineAnyway: true)]);

    public override int GroupsOf(Shape operand) => Groups;

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.OneOperand(Keyword, inputs) ?? (inputs[0].Channels % Groups == 0
        ? ShapeRule.Of(inputs[0])
        : ShapeRule.Fail(
            ProblemCode.ShapeMismatch, $"{{0}} has {Rules.Text(inputs[0].Channels)} channels, which {Rules.Text(Groups)} groups do not divide"));

    public override Wiring Wire(IReadOnlyList<Shape> inputs) =>
        new Wiring.Axes(new Axis.Blocks(Groups), new Axis.Blocks(1), new Axis.Blocks(1));
}
