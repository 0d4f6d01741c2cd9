namespace NetSpec.Dsl.Ops;

/// <summary>max(x, slope · x), element by element.</summary>
/// <param name="Slope">The slope below 0, from 0 to 1.</param>
public sealed record LeakyRelu(double Slope) : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "leakyrelu", a => new LeakyRelu(a.Number("slope", 0.01)), ArgumentSpec.Fraction("slope", "0.01") with { HasPosition = true });

    public override string Keyword => "leakyrelu";

    public override OpTraits Traits => OpTraits.Selection;

    public override EquatableArray<ActivationNeuron> Neurons => ActivationNeuron.Homogeneous(1 - Slope, Slope);

    public override string Describe() => $"leaky relu, slope {Rules.Spell(Slope)}";

    public override string Spell() => Rules.Call(Keyword, Slope == 0.01 ? "" : Rules.Spell(Slope));
}
