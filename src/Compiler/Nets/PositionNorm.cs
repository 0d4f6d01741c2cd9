using System.Collections.Generic;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Nets;

/// <summary>A norm over the channels of each position of a map: the layer norm of a token. weight (channels), bias (channels), where it has them.</summary>
/// <param name="Epsilon">What is added to a variance.</param>
/// <param name="IsAffine">Whether it has weight and bias.</param>
internal sealed record PositionNorm(double Epsilon, bool IsAffine) : DerivedOp
{
    public override string Keyword => "layernorm";

    public override string Describe() => $"norm of each token, eps {Rules.Spell(Epsilon)}{(IsAffine ? "" : ", no weight and bias")}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => ShapeRule.Of(inputs[0]);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var channels = EquatableArray.Of(inputs[0].Channels);
        return IsAffine ? [new("weight", channels, ParameterRole.Gamma), new("bias", channels, ParameterRole.Beta)] : [];
    }
}
