using System.Globalization;

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

    /// <summary>The chain, its size and its time: <c>ks(6, 64, 64, 1) -> ks(1, 768, 192, 2), 319,488 non-zeros, 54.2 %, 12,300 ns a sample</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Chain}, {NonZeros:n0} non-zeros, {100 * Density:0.#} %, {PredictedNanoseconds:n0} ns a sample");
}
