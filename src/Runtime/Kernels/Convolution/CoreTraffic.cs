namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>
/// What threads cost each other, in nanoseconds, where one reads what others have written, or all read the same weights: by which a layer is cut for them.
/// </summary>
/// <remarks>
/// Measured on a Zen 5 whose two cores share no cache and need 300 ns for a line to come across (docs/performance.md); where cores share a third-level
/// cache both are cheaper, in much the same proportion.
/// </remarks>
internal static class CoreTraffic
{
    // Weights that the third-level cache holds a copy of.
    private const long BytesPerNanosecond = 50;

    // A cache line that another core has written; and one to write that another core has read.
    private const long ReadNanoseconds = 15, WriteNanoseconds = 8;

    /// <summary>What each thread loses where all read all weights, and not a part each.</summary>
    public static long OfWeights(long floats, int threads) => floats * sizeof(float) * (threads - 1) / threads / BytesPerNanosecond;

    /// <summary>What each thread loses where all read all inputs and write some channels of the results, and not the rows that they have themselves.</summary>
    /// <param name="inputs">Cache lines of the inputs.</param>
    /// <param name="outputs">Cache lines of the results.</param>
    /// <param name="threads">Threads of the layer.</param>
    public static long OfActivations(long inputs, long outputs, int threads) =>
        ((inputs * (threads - 1) * ReadNanoseconds) + (outputs * WriteNanoseconds)) / threads;
}
