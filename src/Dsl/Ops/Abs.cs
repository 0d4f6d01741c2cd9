namespace NetSpec.Dsl.Ops;

/// <summary>|x|, element by element: max(0, x) twice, less x.</summary>
public sealed record Abs : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("abs", new Abs());

    public override string Keyword => "abs";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: true, IsPiecewiseLinear: true);

    public override EquatableArray<ActivationNeuron> Neurons => ActivationNeuron.Homogeneous(2, -1);

    public override string Describe() => "absolute value";
}
