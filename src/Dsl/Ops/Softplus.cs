namespace NetSpec.Dsl.Ops;

/// <summary>ln(1 + exp(x)), element by element.</summary>
public sealed record Softplus : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("softplus", new Softplus());

    public override string Keyword => "softplus";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override EquatableArray<ActivationNeuron> Neurons => default;

    public override string Describe() => "softplus";
}
