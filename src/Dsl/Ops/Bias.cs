using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>Adds one number a channel (a feature of a vector or of each token). bias (channels).</summary>
public sealed record Bias : PlacewiseOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("bias", new Bias());

    public override string Keyword => "bias";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: true);

    public override NeuronKind? Model => NeuronKind.Affine(hasBias: true, hasWeights: false);

    public override bool TakesTokens => true;

    public override string Describe() => "bias";

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        [new("bias", EquatableArray.Of(inputs[0].Features), ParameterRole.Bias)];
}
