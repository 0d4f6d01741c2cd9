namespace NetSpec.Dsl.Ops;

/// <summary>One function of single numbers, for each place of its operand: what a neuron does with its sum.</summary>
public abstract record ActivationOp : PlacewiseOp
{
    /// <summary>
    /// The function as neurons of the theory of paths, the last of which is its result, where it is piecewise linear and has no more than a few pieces;
    /// empty where it has none. Nothing more has to be said of it to the theory. A test tries them out against the function.
    /// </summary>
    public abstract EquatableArray<ActivationNeuron> Neurons { get; }

    public override NeuronKind? Model => null;
}
