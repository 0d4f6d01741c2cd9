namespace NetSpec.Runtime.Sparse;

/// <summary>A chain and how near it comes to a matrix.</summary>
/// <param name="Candidate">The chain.</param>
/// <param name="RelativeError">‖W − K₁K₂‖ / ‖W‖ in Frobenius norm of the best factors, before they are rounded to single precision.</param>
public sealed record FrontierPoint(ChainCandidate Candidate, double RelativeError)
{
    /// <summary>The patterns.</summary>
    public KroneckerChain Chain => Candidate.Chain;

    /// <summary>The weights of both factors.</summary>
    public long NonZeros => Candidate.NonZeros;
}
