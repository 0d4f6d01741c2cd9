using NetSpec.Runtime.Sparse;

namespace NetSpec.Hosting.Factorising;

/// <summary>A linear layer, and the Kronecker-sparse factors in its place.</summary>
/// <param name="Name">The layer's name in the state dict.</param>
/// <param name="Factors">The factors.</param>
/// <param name="Uses">How many nodes use its parameters.</param>
public sealed record FactorisedLayer(string Name, KroneckerFactorisation Factors, int Uses)
{
    /// <summary>Weights of the dense layer.</summary>
    public long Dense => (long)Factors.Chain.Inputs * Factors.Chain.Outputs;
}
