namespace NetSpec.Dsl.Ops;

/// <summary>x times its hard sigmoid, x · min(1, max(0, x / 6 + 1/2)), element by element.</summary>
public sealed record HardSwish : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("hardswish", new HardSwish());

    public override string Keyword => "hardswish";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override EquatableArray<ActivationNeuron> Neurons => default;

    public override string Describe() => "hard swish";
}
