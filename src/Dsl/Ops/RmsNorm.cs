using System.Collections.Generic;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops.Wirings;

namespace NetSpec.Dsl.Ops;

/// <summary>PyTorch's RMSNorm of a vector or of each token: y = weight · x / √(mean of x² + eps). weight (features).</summary>
/// <param name="Epsilon">What is added to the mean of the squares.</param>
public sealed record RmsNorm(double Epsilon) : Op
{
    private const double UsualEpsilon = 1e-6;

    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "rmsnorm", a => new RmsNorm(a.Number("eps", UsualEpsilon)), ArgumentSpec.Fraction("eps", "1e-6")) with
    {
        OtherOrder = "rmsnorm(normalized_shape)",
    };

    public override string Keyword => "rmsnorm";

    public override OpTraits Traits => new(TakesVector: true, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override NeuronKind? Model => null;

    public override bool TakesTokens => true;

    public override string Describe() => $"root mean square norm, eps {Rules.Spell(Epsilon)}";

    public override string Spell() => Rules.Call(Keyword, Rules.Named("eps", Rules.Spell(Epsilon), Rules.Spell(UsualEpsilon)));

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) =>
        Rules.OneOfFeatures(Keyword, inputs) ?? Rules.WithFeatures(Keyword, inputs[0], inputs[0].Features);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs) =>
        [new("weight", EquatableArray.Of(inputs[0].Features), ParameterRole.Gamma)];

    public override Wiring Wire(IReadOnlyList<Shape> inputs) => Wiring.OfFeatures(inputs[0], new Axis.Blocks(1));

    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape result) => 0;
}
