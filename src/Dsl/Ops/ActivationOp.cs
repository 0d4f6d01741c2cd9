namespace NetSpec.Dsl.Ops;

/// <summary>One function of single numbers, for each place of its operand: what a neuron does with its sum.</summary>
public abstract record ActivationOp : PlacewiseOp;
