namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>
/// Some rows of a factor over one panel, for every one of its blocks (i) and copies (j): y[k] = max(floor, shift[k] +
/// residual[k] + Σ_l w[l][k] x[l]) for vectors of samples. Weights of the pairs (i, j) follow one another.
/// </summary>
internal unsafe struct PanelTile
{
    /// <summary>Samples of a panel: floats of a row.</summary>
    public const int Samples = Map.PanelSamples;

    /// <summary>Rows of a tile at most: two sums a row in 32 registers.</summary>
    public const int MaxRows = 14;

    /// <summary>Rows, and samples to compute.</summary>
    public int Rows, Columns;

    public float* Weights, Input, Output;

    /// <summary>Null for zeros.</summary>
    public float* Shift, Residual;

    /// <summary>Blocks, copies, and columns of a block.</summary>
    public nint Blocks, Copies, Length;

    /// <summary>Floats from the weights of one column to those of the next.</summary>
    public nint WeightStep;

    /// <summary>Floats from one column's input, one row's result, shift and residual to the next.</summary>
    public nint InputStep, OutputStep, ShiftStep, ResidualStep;

    /// <summary>Floats from one block to the next.</summary>
    public nint InputBlock, OutputBlock, ShiftBlock, ResidualBlock;

    /// <summary>Floats from one copy's result to the next; elsewhere copies are neighbours.</summary>
    public nint OutputCopy;

    /// <summary>
    /// Where to prefetch, a cache line a column, and by how many floats to go on, in turn. Memory is read while the sums are
    /// made, not before.
    /// </summary>
    public float* Ahead;
    public nint AheadStep0, AheadStep1, AheadStep2, AheadStep3;

    public float Floor;

    /// <summary>Whether results are written past the caches.</summary>
    public bool Streams;
}
