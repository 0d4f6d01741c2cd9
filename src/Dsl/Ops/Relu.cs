namespace NetSpec.Dsl.Ops;

/// <summary>max(0, x), element by element.</summary>
public sealed record Relu : ActivationOp
{
    internal static OpSyntax Syntax { get; } = OpSyntax.Of("relu", new Relu());

    public override string Keyword => "relu";

    public override OpTraits Traits => OpTraits.Selection;

    public override NeuronKind? Model => new(Activation.Relu, HasBias: false, HasWeights: false, IsModule: true);

    public override EquatableArray<ActivationNeuron> Neurons => EquatableArray.Of(ActivationNeuron.Relu(0, (1, 0)));

    public override string Describe() => "relu";
}
