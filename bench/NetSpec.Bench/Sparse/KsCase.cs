using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>A product to time.</summary>
/// <param name="Pattern">The factor.</param>
/// <param name="Batch">Samples.</param>
/// <param name="Order">Where the batch stands.</param>
/// <param name="Threads">Threads of every implementation.</param>
internal readonly record struct KsCase(KroneckerPattern Pattern, int Batch, BatchOrder Order, int Threads)
{
    /// <summary>Bytes of inputs, results, weights, and of the buffers of ours and of the peers.</summary>
    public double Bytes => sizeof(float) * (((double)Batch * ((3.0 * Pattern.Rows) + (2.0 * Pattern.Columns))) + (3.0 * Pattern.NonZeros));
}
