using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>A per-channel affine map, y = w x + b; of a sequence each token by its features. weight (channels), bias (channels).</summary>
public sealed record Scale(bool HasBias) : PlacewiseOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("scale", a => new Scale(a.Flag("bias", true)), ArgumentSpec.Bias);

    public override string Keyword => "scale";

    public override OpTraits Traits => OpTraits.Affine(HasBias);

    public override NeuronKind? Model => NeuronKind.Affine(HasBias);

    public override bool TakesTokens => true;

    public override string Describe() => HasBias ? "scale" : "scale, no bias";

    public override string Spell() => HasBias ? Keyword : "scale(bias=false)";

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var dims = EquatableArray.Of(inputs[0].Features);
        ParameterSpec weight = new("weight", dims, ParameterRole.Gamma);
        return HasBias ? [weight, new("bias", dims, ParameterRole.Beta)] : [weight];
    }
}
