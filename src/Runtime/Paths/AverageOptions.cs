using System.Collections.Generic;

namespace NetSpec.Runtime.Paths;

/// <summary>What <see cref="PathAnalysis.Average(System.Collections.Generic.IEnumerable{float[]}, AverageOptions?)"/> measures.</summary>
public sealed record AverageOptions
{
    /// <summary>
    /// The outputs, counted through all results of the network; null for all. Local norms take one backward pass an output,
    /// so a network of a thousand classes is measured at a few.
    /// </summary>
    public IReadOnlyList<int>? Outputs { get; init; }

    /// <summary>The r in which norms of several outputs become one number, 0 &lt; r ≤ ∞. With 1, all paths together.</summary>
    public double R { get; init; } = 1;

    /// <summary>Whether the norms of every sample are kept, and not only their mean and maximum.</summary>
    public bool KeepSamples { get; init; }

    /// <summary>The most threads; 0 for all processors. The result is the same with any number.</summary>
    public int Threads { get; init; }
}
