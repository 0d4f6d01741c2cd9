using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Sparse.Factors;

/// <summary>
/// Scales each feature between two factors, its row in one and its column in the next, until both have the same norm. The
/// product stays; for two factors each gets the square root of the singular values.
/// </summary>
internal static class FactorBalance
{
    private const int MostSweeps = 500;
    private const double Tolerance = 1e-6;

    /// <param name="patterns">Factors in the order of data.</param>
    /// <param name="weights">Their weights, changed in place.</param>
    public static void Apply(IReadOnlyList<KroneckerPattern> patterns, double[][] weights)
    {
        for (var (sweep, change) = (0, double.MaxValue); sweep < MostSweeps && change > Tolerance; sweep++)
        {
            change = 0;
            for (var i = 1; i < weights.Length; i++)
            {
                change = Math.Max(change, Balance(patterns[i - 1], weights[i - 1], patterns[i], weights[i]));
            }
        }
    }

    /// <summary>Balances the features between two factors; returns by how much, relatively, a norm changed at most.</summary>
    private static double Balance(KroneckerPattern before, double[] rows, KroneckerPattern after, double[] columns)
    {
        var incoming = new double[before.Rows];
        var outgoing = new double[before.Rows];
        for (var n = 0; n < rows.Length; n++)
        {
            incoming[FactorProduct.Entry(before, n).Row] += rows[n] * rows[n];
        }

        for (var n = 0; n < columns.Length; n++)
        {
            outgoing[FactorProduct.Entry(after, n).Column] += columns[n] * columns[n];
        }

        // Where nothing comes in or nothing goes out, the feature is dead and both sides become zero.
        var change = 0.0;
        for (var p = 0; p < incoming.Length; p++)
        {
            var alive = incoming[p] > 0 && outgoing[p] > 0;
            var ratio = alive ? Math.Sqrt(Math.Sqrt(outgoing[p]) / Math.Sqrt(incoming[p])) : 0;
            incoming[p] = ratio;
            outgoing[p] = alive ? 1 / ratio : 0;
            change = alive ? Math.Max(change, Math.Max(ratio, 1 / ratio) - 1) : change;
        }

        for (var n = 0; n < rows.Length; n++)
        {
            rows[n] *= incoming[FactorProduct.Entry(before, n).Row];
        }

        for (var n = 0; n < columns.Length; n++)
        {
            columns[n] *= outgoing[FactorProduct.Entry(after, n).Column];
        }

        return change;
    }
}
