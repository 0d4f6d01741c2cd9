namespace NetSpec.Runtime.Sparse;

/// <summary>A chain that could take the place of a dense layer.</summary>
/// <param name="Chain">The patterns.</param>
/// <param name="Rank">The rank of the blocks of its product; where they differ, the smallest.</param>
/// <param name="PredictedNanoseconds">What a sample is expected to take on one thread, in nanoseconds.</param>
public sealed record ChainCandidate(KroneckerChain Chain, int Rank, double PredictedNanoseconds)
{
    /// <summary>The weights of all factors.</summary>
    public long NonZeros => Chain.NonZeros;

    /// <summary>Weights relative to the dense layer.</summary>
    public double Density => Chain.Density;
}
