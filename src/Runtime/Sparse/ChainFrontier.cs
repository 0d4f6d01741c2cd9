using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Runtime.Sparse.Factors;
using NetSpec.Runtime.Sparse.LinearAlgebra;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// The best chains of two factors for one matrix: each is more accurate than every chain with as few non-zeros. In the order
/// of non-zeros, so of falling error; errors that differ by 1e-7 or less count as equal. Found without making any factor: the
/// singular values of a chain's blocks tell its error.
/// </summary>
/// <example><code>
/// var frontier = ChainFrontier.Of(weight, rows: 1536, columns: 384, threads: 4);
/// frontier.Smallest(maxRelativeError: 0.1)
/// </code></example>
public sealed class ChainFrontier : IReadOnlyList<FrontierPoint>
{
    /// <summary>Errors that differ by less are equal: factors are rounded to single precision.</summary>
    private const double Difference = 1e-7;

    private readonly FrontierPoint[] _points;
    private readonly (int Rows, int Columns) _size;

    private ChainFrontier(FrontierPoint[] points, int rows, int columns) => (_points, _size) = (points, (rows, columns));

    /// <summary>The number of chains.</summary>
    public int Count => _points.Length;

    /// <summary>A chain and its error; 0 has the fewest non-zeros.</summary>
    public FrontierPoint this[int index] =>
        (uint)index < (uint)_points.Length ? _points[index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {_points.Length.ToString(CultureInfo.InvariantCulture)} chains.");

    /// <summary>Tries every chain that a filter lets through. The result does not depend on the number of threads.</summary>
    /// <param name="matrix">Rows of numbers, as the weight of a linear layer is stored.</param>
    /// <param name="rows">The layer's outputs.</param>
    /// <param name="columns">The layer's inputs.</param>
    /// <param name="filter">What to leave out; chains without guarantees always are.</param>
    /// <param name="threads">Threads that may take part.</param>
    /// <exception cref="ArgumentException">The matrix has another size or holds NaN or infinity.</exception>
    public static ChainFrontier Of(ReadOnlySpan<float> matrix, int rows, int columns, ChainFilter? filter = null, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var dense = DenseMatrix.Widen(matrix, rows, columns);
        var candidates = ChainSearch.TwoFactors(rows, columns, (filter ?? new ChainFilter()) with { Chainable = true });

        // The rank aside, chains that cut the matrix alike share all their singular values.
        var grids = candidates.GroupBy(candidate => (candidate.Chain[1].A, candidate.Chain[1].D, candidate.Chain[0].A, candidate.Chain[0].D)).ToArray();
        var points = new FrontierPoint[grids.Length][];
        Parallel.For(0, grids.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => points[i] = [.. Points(dense, columns, [.. grids[i]])]);
        return new ChainFrontier([.. Best(points.SelectMany(point => point))], rows, columns);
    }

    /// <summary>The chain with the least error among those with at most so many non-zeros.</summary>
    /// <exception cref="ArgumentException">No chain has so few.</exception>
    public FrontierPoint MostAccurate(long maxNonZeros) =>
        _points.LastOrDefault(point => point.NonZeros <= maxNonZeros) ?? throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"No chain of two factors for {_size.Rows} x {_size.Columns} has {maxNonZeros} non-zeros or fewer; the smallest has "
            + $"{(_points.Length > 0 ? _points[0].NonZeros : (long)_size.Rows + _size.Columns)}."), nameof(maxNonZeros));

    /// <summary>The chain with the fewest non-zeros among those with at most so large an error; null if none is that near.</summary>
    public FrontierPoint? Smallest(double maxRelativeError) => _points.FirstOrDefault(point => point.RelativeError <= maxRelativeError);

    /// <summary>How many chains there are and for what: <c>12 chains for 1,536 x 384</c>. They print themselves.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count:n0} {(Count == 1 ? "chain" : "chains")} for {_size.Rows:n0} x {_size.Columns:n0}");

    /// <inheritdoc/>
    public IEnumerator<FrontierPoint> GetEnumerator() => ((IEnumerable<FrontierPoint>)_points).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _points.GetEnumerator();

    /// <summary>The errors of chains with the same blocks: of each block, the singular values beyond the rank are lost (Eckart, Young).</summary>
    private static IEnumerable<FrontierPoint> Points(double[] matrix, int columns, ChainCandidate[] candidates)
    {
        var chain = candidates[0].Chain;
        var lost = new double[1 + Math.Min(chain[1].B, chain[0].C)];
        foreach (var block in BlockGrid.Of(chain[1], chain[0]))
        {
            var energies = block.Energies(matrix, columns);
            for (var t = 0; t < energies.Length; t++)
            {
                lost[t] += energies[t];
            }
        }

        for (var t = lost.Length - 2; t >= 0; t--)
        {
            lost[t] += lost[t + 1];
        }

        return candidates.Select(candidate =>
        {
            var error = lost[Math.Min(candidate.Rank, lost.Length - 1)];
            return new FrontierPoint(candidate, error == 0 ? 0 : Math.Sqrt(error / lost[0]));
        });
    }

    private static IEnumerable<FrontierPoint> Best(IEnumerable<FrontierPoint> points)
    {
        var least = double.PositiveInfinity;
        foreach (
            var point in points.OrderBy(point => point.NonZeros).ThenBy(point => point.RelativeError).ThenBy(point => point.Candidate.PredictedNanoseconds))
        {
            if (point.RelativeError < least - Difference)
            {
                least = point.RelativeError;
                yield return point;
            }
        }
    }
}
