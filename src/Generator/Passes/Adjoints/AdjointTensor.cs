namespace NetSpec.Generator.Passes.Adjoints;

/// <summary>Weights of an adjoint net that its path-norm net does not have.</summary>
public abstract record AdjointTensor;
