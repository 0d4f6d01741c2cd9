using System.Collections.Generic;
using System.Globalization;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Ops;

/// <summary>Batch-norm at inference: y = a x + c, a = weight / sqrt(running_var + eps), c = bias - a running_mean (spec §1). weight, bias, running_mean, running_var (channels).</summary>
public sealed record BatchNorm(double Epsilon) : Op
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("bn", a => new BatchNorm(a.Number("eps", 1e-5)), ArgumentSpec.Fraction("eps", "1e-5"));

    public override string Keyword => "bn";

    public override string Describe() => $"batch-norm, eps {Epsilon.ToString("R", CultureInfo.InvariantCulture)}";

    public override string Spell() => Rules.Call(Keyword, $"eps={Rules.Spell(Epsilon)}");

    public override ShapeRule Infer(IReadOnlyList<Shape> inputs) => Rules.Same(Keyword, inputs);

    public override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var dims = EquatableArray.Of(inputs[0].Channels);
        return
        [
            new("weight", dims, ParameterRole.Gamma),
            new("bias", dims, ParameterRole.Beta),
            new("running_mean", dims, ParameterRole.RunningMean),
            new("running_var", dims, ParameterRole.RunningVariance),
        ];
    }
}
