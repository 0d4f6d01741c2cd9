namespace NetSpec.Dsl.Ops;

/// <summary>x / (1 + exp(-x)), element by element: x times its sigmoid, also called swish.</summary>
public sealed record Silu : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("silu", new Silu());

    public override string Keyword => "silu";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override EquatableArray<ActivationNeuron> Neurons => default;

    public override string Describe() => "silu";
}
