namespace NetSpec.Dsl.Ops;

/// <summary>x tanh(ln(1 + exp(x))), element by element (Misra 2019).</summary>
public sealed record Mish : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("mish", new Mish());

    public override string Keyword => "mish";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override EquatableArray<ActivationNeuron> Neurons => default;

    public override string Describe() => "mish";
}
