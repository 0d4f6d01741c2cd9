using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// PyTorch's LayerNorm over all dimensions of a sample, the features of a vector, channels, rows and columns of a map, or over the features of each
/// token of a sequence. weight and bias have the dimensions of what is normed, a number for each of its places.
/// </summary>
/// <param name="Epsilon">What is added to a variance.</param>
/// <param name="IsAffine">Whether it has weight and bias.</param>
public sealed record LayerNorm(double Epsilon, bool IsAffine = true) : SampleNorm(Epsilon, IsAffine)
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "layernorm",
        a => new LayerNorm(a.Number("eps", 1e-5), a.Flag("affine", true)),
        ArgumentSpec.Fraction("eps", "1e-5"),
        ArgumentSpec.Flag("affine", "true")) with { OtherOrder = "layernorm(normalized_shape)" };

    public override string Keyword => "layernorm";

    public override bool TakesTokens => true;

    public override string Describe() => $"norm of all of a sample{Details()}";

    public override string Spell() => Rules.Call(Keyword, Arguments(isAffineAnyway: true));

    public override int GroupsOf(Shape operand) => 1;

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => inputs[0].IsSequence
        ? Wiring.OfFeatures(inputs[0], new Axis.Blocks(1))
        : new Wiring.Axes(new Axis.Blocks(1), new Axis.Blocks(1), new Axis.Blocks(1));

    protected override EquatableArray<int> Weights(Shape operand) => operand.IsSequence ? EquatableArray.Of(operand.Features) : operand.Dims;
}
