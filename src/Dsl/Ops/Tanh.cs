namespace NetSpec.Dsl.Ops;

/// <summary>The hyperbolic tangent, element by element.</summary>
public sealed record Tanh : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("tanh", new Tanh());

    public override string Keyword => "tanh";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override EquatableArray<ActivationNeuron> Neurons => default;

    public override string Describe() => "tanh";
}
