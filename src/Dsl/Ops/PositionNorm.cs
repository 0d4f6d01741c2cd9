using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// A norm over the channels of each position of a map, y = weight · (x − mean) / √(variance + eps) + bias, or about 0 in place of the mean and without
/// a bias. The language has no word for it; the norm of a token is one where sequences are put on maps. weight (channels), bias (channels), where it has them.
/// </summary>
/// <param name="Epsilon">What is added to a variance.</param>
/// <param name="IsAffine">Whether it has weight and, about the mean, bias.</param>
/// <param name="IsCentred">Whether it is about the mean.</param>
public sealed record PositionNorm(double Epsilon, bool IsAffine, bool IsCentred) : Op
{
    public override string Keyword => IsCentred ? "layernorm" : "rmsnorm";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override NeuronKind? Model => null;

    public override string Describe() =>
        $"{(IsCentred ? "norm" : "root mean square norm")} of each token, eps {Rules.Spell(Epsilon)}{(IsAffine ? "" : ", no weight and bias")}";

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var channels = EquatableArray.Of(inputs[0].Channels);
        ParameterSpec weight = new("weight", channels, ParameterRole.Gamma);
        return !IsAffine ? [] : IsCentred ? [weight, new("bias", channels, ParameterRole.Beta)] : [weight];
    }

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfChannels(new Axis.Blocks(1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
