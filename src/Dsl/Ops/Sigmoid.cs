namespace NetSpec.Dsl.Ops;

/// <summary>1 / (1 + exp(-x)), element by element.</summary>
public sealed record Sigmoid : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("sigmoid", new Sigmoid());

    public override string Keyword => "sigmoid";

    public override OpTraits Traits => new(TakesVector: false, IsPositivelyHomogeneous: false, IsPiecewiseLinear: false);

    public override EquatableArray<ActivationNeuron> Neurons => default;

    public override bool IsHead => true;

    public override string Describe() => "sigmoid";
}
