namespace NetSpec.Dsl.Ops;

/// <summary>x Φ(x) with the normal distribution Φ, element by element; or its approximation x / 2 · (1 + tanh(√(2/π) (x + 0.044715 x³))).</summary>
/// <param name="UsesTanh">Whether it is the approximation.</param>
public sealed record Gelu(bool UsesTanh) : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("gelu", a => new Gelu(a.Flag("tanh", false)), ArgumentSpec.Flag("tanh", "false"));

    public override string Keyword => "gelu";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override EquatableArray<ActivationNeuron> Neurons => default;

    public override string Describe() => UsesTanh ? "gelu by tanh" : "gelu";

    public override string Spell() => Rules.Call(Keyword, Rules.Named("tanh", Rules.Spell(UsesTanh), "false"));
}
