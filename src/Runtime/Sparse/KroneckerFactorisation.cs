using System;
using System.Collections.Generic;
using System.Globalization;
using NetSpec.Runtime.Sparse.Factors;
using NetSpec.Runtime.Sparse.LinearAlgebra;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// A dense matrix as a product of Kronecker-sparse factors. Two factors of any patterns are the best possible in Frobenius
/// norm: after two perfect shuffles (thesis, Appendix D.3) the matrix is a grid of independent blocks, and the truncated singular
/// value decomposition of each is optimal. More factors are split off one at a time; on a chainable chain of L factors, or
/// one whose transpose is chainable, the error is at most √(L−1) times the smallest possible.
/// </summary>
/// <example><code>
/// var chain = KroneckerChain.Parse("ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)");
/// var factors = KroneckerFactorisation.Of(weight, chain, threads: 4);   // weight: 1536 rows of 384 numbers
/// factors.RelativeError
/// </code></example>
public sealed class KroneckerFactorisation
{
    private KroneckerFactorisation(KroneckerChain chain, float[][] weights, double relativeError)
    {
        (Chain, Weights, RelativeError) = (chain, weights, relativeError);
    }

    /// <summary>The patterns, first applied first.</summary>
    public KroneckerChain Chain { get; }

    /// <summary>
    /// The weights of each factor in the order (a, b, c, d), first applied first. Each feature between two factors has the
    /// same norm on both sides: for two factors each holds the square roots of the singular values.
    /// </summary>
    public IReadOnlyList<float[]> Weights { get; }

    /// <summary>‖W − K₁…K_L‖ / ‖W‖ in Frobenius norm, of the weights as they are, single precision included; 0 for a matrix of zeros.</summary>
    public double RelativeError { get; }

    /// <summary>Factorises a matrix along a chain. The result does not depend on the number of threads.</summary>
    /// <param name="matrix">The chain's outputs rows of its inputs numbers each, as the weight of a linear layer is stored.</param>
    /// <param name="chain">The patterns of the factors.</param>
    /// <param name="threads">Threads that may take part.</param>
    /// <exception cref="ArgumentException">
    /// The matrix has another size or holds NaN or infinity, or the chain has no guarantees: more than two factors, not chainable
    /// and its transpose neither.
    /// </exception>
    public static KroneckerFactorisation Of(ReadOnlySpan<float> matrix, KroneckerChain chain, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (chain.Count > 2 && !chain.IsChainable && !chain.IsTransposeChainable)
            throw new ArgumentException(NoGuarantee(chain), nameof(chain));

        var dense = DenseMatrix.Widen(matrix, chain.Outputs, chain.Inputs);
        var weights = Array.ConvertAll(Hierarchy.Factorise(chain, dense, threads), factor => Array.ConvertAll(factor, weight => (float)weight));
        return new KroneckerFactorisation(chain, weights, DenseMatrix.RelativeDistance(dense, chain.ToDense(weights)));
    }

    /// <summary>The most accurate chain of two factors with at most so many non-zeros, and its factors, in one call.</summary>
    /// <param name="matrix">Rows of numbers, as the weight of a linear layer is stored.</param>
    /// <param name="rows">The layer's outputs.</param>
    /// <param name="columns">The layer's inputs.</param>
    /// <param name="maxNonZeros">The budget; with that of the dense layer or more, the one dense factor is the answer.</param>
    /// <param name="threads">Threads that may take part.</param>
    /// <exception cref="ArgumentException">The matrix has another size or holds NaN or infinity, or no chain has so few non-zeros.</exception>
    public static KroneckerFactorisation MostAccurate(ReadOnlySpan<float> matrix, int rows, int columns, long maxNonZeros, int threads = 1)
    {
        if (maxNonZeros >= (long)rows * columns)
            return Of(matrix, KroneckerChain.Dense(rows, columns), threads);
        var frontier = ChainFrontier.Of(matrix, rows, columns, new ChainFilter { MaxNonZeros = maxNonZeros }, threads);
        return Of(matrix, frontier.MostAccurate(maxNonZeros).Chain, threads);
    }

    /// <summary>
    /// The chain of two factors with the fewest non-zeros whose relative error is at most a bound, and its factors, in one
    /// call. A matrix that no such chain makes smaller comes back as the one dense factor.
    /// </summary>
    /// <param name="matrix">Rows of numbers, as the weight of a linear layer is stored.</param>
    /// <param name="rows">The layer's outputs.</param>
    /// <param name="columns">The layer's inputs.</param>
    /// <param name="maxRelativeError">The bound, in Frobenius norm relative to the matrix; 0.1 is 10 %.</param>
    /// <param name="threads">Threads that may take part.</param>
    /// <exception cref="ArgumentException">The matrix has another size or holds NaN or infinity.</exception>
    public static KroneckerFactorisation Smallest(ReadOnlySpan<float> matrix, int rows, int columns, double maxRelativeError, int threads = 1)
    {
        if (!(maxRelativeError >= 0))
            throw new ArgumentOutOfRangeException(nameof(maxRelativeError), maxRelativeError, "A bound on the relative error is at least 0.");
        var frontier = ChainFrontier.Of(matrix, rows, columns, threads: threads);
        return Of(matrix, frontier.Smallest(maxRelativeError)?.Chain ?? KroneckerChain.Dense(rows, columns), threads);
    }

    /// <summary>The product of the factors, computed in double: the chain's outputs rows of its inputs numbers.</summary>
    public double[] ToDense() => Chain.ToDense(Weights);

    private static string NoGuarantee(KroneckerChain chain) =>
        string.Create(CultureInfo.InvariantCulture,
            $"Factorising along {chain} has no guarantees: {chain.Obstacle}; and for the transposed chain, {chain.TransposeObstacle}. ")
        + "A chain of more than two factors needs neighbours such that, for ks(a2, b2, c2, d2) -> ks(a1, b1, c1, d1), a1 divides a2, a2 divides a1*c1 "
        + "and d2 divides d1; or the same of the transposed chain. Two factors may have any patterns.";

    /// <summary>
    /// The chain, its share of the dense weight and its error: <c>ks(6, 64, 64, 1) -> ks(1, 768, 192, 2), 54.2 % of the weights,
    /// relative error 0.031</c>.
    /// </summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Chain}, {100 * Chain.Density:0.#} % of the weights, relative error {RelativeError:g3}");
}
