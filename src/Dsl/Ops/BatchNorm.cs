using System.Collections.Generic;
using System.Globalization;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// Batch-norm at inference: y = a x + c, a = weight / sqrt(running_var + eps), c = bias - a running_mean (thesis, Definition 2.2.2). weight,
/// bias, running_mean, running_var (channels).
/// </summary>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="IsAffine">Whether it has weight and bias; without them they are 1 and 0.</param>
public sealed record BatchNorm(double Epsilon, bool IsAffine = true) : PlacewiseOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "bn",
        a => new BatchNorm(a.Number("eps", 1e-5), a.Flag("affine", true)),
        ArgumentSpec.Fraction("eps", "1e-5"),
        ArgumentSpec.Flag("affine", "true")) with { OtherOrder = "bn(num_features)" };

    public override string Keyword => "bn";

    public override OpTraits Traits => OpTraits.Affine(hasBias: true);

    public override NeuronKind? Model => NeuronKind.Affine(hasBias: true, hasWeights: IsAffine);

    public override string Describe() => $"batch-norm, eps {Epsilon.ToString("R", CultureInfo.InvariantCulture)}{(IsAffine ? "" : ", no weight and bias")}";

    public override string Spell() =>
        Rules.Call(Keyword, Rules.Named("eps", Rules.Spell(Epsilon), Rules.Spell(1e-5)), Rules.Named("affine", Rules.Spell(IsAffine), "true"));

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var dims = EquatableArray.Of(inputs[0].Channels);
        ParameterSpec[] statistics =
        [
            new("running_mean", dims, ParameterRole.RunningMean), new("running_var", dims, ParameterRole.RunningVariance) { MustBePositive = Epsilon == 0 },
        ];
        return IsAffine ? [new("weight", dims, ParameterRole.Gamma), new("bias", dims, ParameterRole.Beta), .. statistics] : statistics;
    }
}
