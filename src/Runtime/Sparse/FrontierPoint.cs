using System.Globalization;

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

    /// <summary>The chain, its size and its error: <c>ks(6, 64, 64, 1) -> ks(1, 768, 192, 2), 319,488 non-zeros, relative error 0.031</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Chain}, {NonZeros:n0} non-zeros, relative error {RelativeError:g3}");
}
