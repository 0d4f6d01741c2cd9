using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Runtime.Sparse;

/// <summary>
/// Lists the chains of two factors that could take the place of a dense M×N layer: those whose product may have any entry
/// other than zero. In the order of papers, W = K₁K₂ with K₂ applied first, they are (1, M/d₁, r·a₂, d₁) and
/// (a₂, r·d₁, N/a₂, 1), and their mirror images (a₁, M/a₁, r·d₂, 1) and (1, r·a₁, N/d₂, d₂), with r(M·a₂ + N·d₁) and
/// r(M·d₂ + N·a₁) non-zeros (thesis, Chapter 5). W is then a grid of blocks of rank r.
/// </summary>
/// <example><code>
/// var candidates = ChainSearch.TwoFactors(outputs: 1536, inputs: 384, new ChainFilter { MaxDensity = 0.6, MinRank = 16 });
/// var fastest = ChainSearch.ByPredictedTime(candidates)[0];
/// </code></example>
public static class ChainSearch
{
    /// <summary>All chains that a filter lets through, by non-zeros, then by predicted time.</summary>
    /// <param name="outputs">M, the rows of the layer's weight.</param>
    /// <param name="inputs">N, its columns.</param>
    /// <param name="filter">What to leave out; by default what has more non-zeros than the dense layer or is not chainable.</param>
    /// <param name="costs">What predicts the times.</param>
    public static IReadOnlyList<ChainCandidate> TwoFactors(int outputs, int inputs, ChainFilter? filter = null, ChainCostModel? costs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        filter ??= new ChainFilter();
        costs ??= ChainCostModel.Default;
        var found = new List<ChainCandidate>();
        foreach (var grid in Grids(outputs, inputs, filter.Chainable))
        {
            found.AddRange(Chains(outputs, inputs, grid, filter).Select(chain => new ChainCandidate(chain.Chain, chain.Rank, costs.Nanoseconds(chain.Chain))));
        }

        return [.. found.OrderBy(candidate => candidate.NonZeros).ThenBy(candidate => candidate.PredictedNanoseconds)];
    }

    /// <summary>The same chains, the fastest by prediction first.</summary>
    public static IReadOnlyList<ChainCandidate> ByPredictedTime(IEnumerable<ChainCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return [.. candidates.OrderBy(candidate => candidate.PredictedNanoseconds).ThenBy(candidate => candidate.NonZeros)];
    }

    /// <summary>
    /// All ways to cut the rows in a₁·d₁ classes and the columns in a₂·d₂, of which the a's are intervals and the d's residues:
    /// for a dense product, intervals on one side only, and residues without a common divisor.
    /// </summary>
    private static IEnumerable<Grid> Grids(int outputs, int inputs, bool chainable) =>
        from a1 in Divisors(outputs)
        from d1 in Divisors(outputs / a1)
        from a2 in Divisors(inputs)
        from d2 in Divisors(inputs / a2)
        where (a1 == 1 || a2 == 1) && Gcd(d1, d2) == 1
        where !chainable || (a1 == 1 && d2 == 1) || (a2 == 1 && d1 == 1)
        select new Grid(a1, d1, a2, d2);

    /// <summary>Chains by the number of inner features, which both cuts divide.</summary>
    private static IEnumerable<(KroneckerChain Chain, int Rank)> Chains(int outputs, int inputs, Grid grid, ChainFilter filter)
    {
        var (rowClasses, columnClasses) = ((long)grid.A1 * grid.D1, (long)grid.A2 * grid.D2);
        var most = (long)Math.Min(filter.MaxNonZeros, filter.MaxDensity * outputs * inputs);
        var step = filter.Chainable ? rowClasses * columnClasses : rowClasses / Gcd(rowClasses, columnClasses) * columnClasses;
        for (var inner = step; (outputs * inner / rowClasses) + (inputs * inner / columnClasses) <= most; inner += step)
        {
            // An interval of one factor has to meet every residue of the other.
            var (c1, b2) = (inner / rowClasses, inner / columnClasses);
            var rank = inner / (rowClasses * columnClasses);
            if (b2 < (grid.A1 == 1 ? grid.D1 : 1) || c1 < (grid.A2 == 1 ? grid.D2 : 1) || rank < filter.MinRank)
                continue;
            if (rank > filter.MaxRank)
                yield break;

            var left = new KroneckerPattern(grid.A1, outputs / (int)rowClasses, (int)c1, grid.D1);
            yield return (new KroneckerChain(new KroneckerPattern(grid.A2, (int)b2, inputs / (int)columnClasses, grid.D2), left), (int)rank);
        }
    }

    private static List<int> Divisors(int number)
    {
        var divisors = new List<int>();
        for (var divisor = 1; (long)divisor * divisor <= number; divisor++)
        {
            if (number % divisor != 0)
                continue;

            divisors.Add(divisor);
            if (divisor * divisor != number)
                divisors.Add(number / divisor);
        }

        divisors.Sort();
        return divisors;
    }

    private static long Gcd(long x, long y) => y == 0 ? x : Gcd(y, x % y);

    private readonly record struct Grid(int A1, int D1, int A2, int D2);
}
