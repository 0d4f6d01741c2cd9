namespace NetSpec.Dsl.Ops;

/// <summary>x where it is above 0, alpha · (exp(x) - 1) elsewhere, element by element.</summary>
/// <param name="Alpha">How far below 0 it goes, at least 0.</param>
public sealed record Elu(double Alpha) : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of(
        "elu", a => new Elu(a.Number("alpha", 1)), ArgumentSpec.Real("alpha", "1", min: 0) with { HasPosition = true });

    public override string Keyword => "elu";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: Alpha == 0, IsPiecewiseLinear: Alpha == 0);

    public override EquatableArray<ActivationNeuron> Neurons => Alpha == 0 ? EquatableArray.Of(ActivationNeuron.Relu(0, (1, 0))) : default;

    public override string Describe() => $"elu, alpha {Rules.Spell(Alpha)}";

    public override string Spell() => Rules.Call(Keyword, Alpha == 1 ? "" : Rules.Spell(Alpha));
}
