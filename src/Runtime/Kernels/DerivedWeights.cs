using System;
using System.ComponentModel;

namespace NetSpec.Runtime.Kernels;

/// <summary>
/// A tensor that is computed from a network's parameters when a kernel packs it: as a whole, or, of a matrix, some rows at a time, so that
/// a large one never exists twice.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DerivedWeights
{
    private readonly Func<float[]> _all;

    /// <param name="all">Computes it.</param>
    /// <param name="rows">Computes some of its rows; null where it is no matrix. May be called by several threads at once.</param>
    internal DerivedWeights(Func<float[]> all, DerivedRows? rows = null)
    {
        _all = all;
        Rows = rows;
    }

    /// <summary>Computes some of its rows; null where it is no matrix.</summary>
    internal DerivedRows? Rows { get; }

    /// <summary>The whole tensor, computed anew.</summary>
    public static implicit operator ReadOnlySpan<float>(DerivedWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights.ToArray();
    }

    /// <summary>The whole tensor, computed anew.</summary>
    internal float[] ToArray() => _all();
}
