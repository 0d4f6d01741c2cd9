using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// Values times a learned number: identity neurons over a free edge each. The language has no word for it; the theory of paths writes activations with
/// it. weight (channels), or weight (1).
/// </summary>
/// <param name="IsShared">Whether all channels have one number.</param>
public sealed record Slope(bool IsShared) : PlacewiseOp
{
    public override string Keyword => "slope";

    public override OpTraits Traits => OpTraits.Affine(hasBias: false);

    // A part of an activation, and no module of its own.
    public override NeuronKind? Model => new(Activation.Identity, HasBias: false, HasWeights: true, IsModule: false);

    public override string Describe() => IsShared ? "times a learned slope" : "times a learned slope a channel";

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        [new("weight", EquatableArray.Of(IsShared ? 1 : inputs[0].Channels), ParameterRole.Slope)];
}
