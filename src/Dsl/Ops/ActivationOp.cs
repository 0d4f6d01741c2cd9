namespace NetSpec.Dsl.Ops;

/// <summary>One function of single numbers, for each place of its operand: what a neuron does with its sum.</summary>
public abstract record ActivationOp : PlacewiseOp
{
    /// <summary>
    /// The function as a·max(0, x) + b·x, which every positively homogeneous function of one number is; null for one that is none.
    /// The theory of paths makes of it a ReLU and a sum with frozen edges, so that nothing more has to be said of it.
    /// </summary>
    public abstract (double OfRelu, double OfIdentity)? Homogeneous { get; }

    public override NeuronKind? Model => null;
}
