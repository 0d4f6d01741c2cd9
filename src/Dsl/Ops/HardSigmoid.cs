namespace NetSpec.Dsl.Ops;

/// <summary>x / 6 + 1/2 between 0 and 1, element by element.</summary>
public sealed record HardSigmoid : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("hardsigmoid", new HardSigmoid());

    public override string Keyword => "hardsigmoid";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: true);

    public override EquatableArray<ActivationNeuron> Neurons => ActivationNeuron.Between(0, 1, slope: 1.0 / 6, shift: 0.5);

    public override string Describe() => "hard sigmoid";
}
