using System;
using System.Globalization;

namespace Samples.KsVit;

/// <summary>The times of a part, dense and sparse in turn.</summary>
/// <param name="Part">The part.</param>
/// <param name="Place">Where it was computed: so many threads of the processor, or a device by its name.</param>
/// <param name="Dense">The least time with dense layers.</param>
/// <param name="Sparse">The least time with factors.</param>
public sealed record Measurement(Part Part, string Place, TimeSpan Dense, TimeSpan Sparse)
{
    /// <summary>The share of the time that is left.</summary>
    public double Ratio => Sparse / Dense;

    /// <summary>Measures a part on the processor.</summary>
    /// <param name="part">The part.</param>
    /// <param name="threads">How many threads compute.</param>
    /// <param name="rounds">Runs that a time is the least of.</param>
    public static Measurement Of(Part part, int threads, int rounds)
    {
        ArgumentNullException.ThrowIfNull(part);
        var (dense, sparse) = Pass.InTurn(part.Dense, part.Sparse, threads, rounds);
        return new(part, Threads(threads), dense, sparse);
    }

    /// <summary>So many threads, in words.</summary>
    public static string Threads(int count) => count == 1 ? "1 thread" : string.Create(CultureInfo.InvariantCulture, $"{count} threads");
}
