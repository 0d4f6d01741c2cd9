using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>A product to time.</summary>
/// <param name="Pattern">The factor.</param>
/// <param name="Batch">Samples.</param>
/// <param name="Order">Where the batch stands.</param>
/// <param name="Threads">Threads of every implementation.</param>
internal readonly record struct KsCase(KroneckerPattern Pattern, int Batch, BatchOrder Order, int Threads)
{
    public double MultiplyAdds => (double)Batch * Pattern.NonZeros;

    /// <summary>Multiply-adds of the dense product.</summary>
    public double DenseMultiplyAdds => (double)Batch * Pattern.Rows * Pattern.Columns;

    /// <summary>Bytes of input, result and weights of one implementation.</summary>
    public double Bytes => sizeof(float) * (((double)Batch * (Pattern.Rows + Pattern.Columns)) + (2.0 * Pattern.NonZeros));

    /// <summary>Bytes of the buffers and temporaries of the peers.</summary>
    public double PeerBytes => sizeof(float) * (((double)Batch * ((6.0 * Pattern.Rows) + (3.0 * Pattern.Columns))) + (10.0 * Pattern.NonZeros));

    /// <summary>Bytes of the dense matrix.</summary>
    public double DenseBytes => sizeof(float) * (double)Pattern.Rows * Pattern.Columns;
}
