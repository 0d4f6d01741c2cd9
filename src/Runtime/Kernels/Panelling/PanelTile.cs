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

    /// <summary>How many times as many rows as a kernel takes, one after the other; kernels for 32 registers take all at once.</summary>
    public int Slices;

    public float* Weights, Input, Output;

    /// <summary>Null for zeros.</summary>
    public float* Shift, Residual;

    /// <summary>Blocks, copies, and columns of a block.</summary>
    public nint Blocks, Copies, Length;

    /// <summary>Floats from the weights of one column to those of the next.</summary>
    public nint WeightStep;

    /// <summary>Floats of weights behind those of a block and copy that belong to columns which are not summed now.</summary>
    public nint WeightSkip;

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
    /// <remarks>Where rows are computed slice by slice, two lines a slice, the first two steps apart.</remarks>
    public float* Ahead;
    public nint AheadStep0, AheadStep1, AheadStep2, AheadStep3;

    /// <summary>Lines that were fetched.</summary>
    public long Fetched;

    public float Floor;

    /// <summary>Whether results are written past the caches.</summary>
    public bool Streams;
}
