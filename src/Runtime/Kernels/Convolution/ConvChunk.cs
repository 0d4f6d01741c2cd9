namespace NetSpec.Runtime.Kernels.Convolution;

/// <summary>A band of rows of one or two blocks of output channels of one sample.</summary>
internal unsafe struct ConvChunk
{
    /// <summary>Blocks of 16 output channels: 1 or 2.</summary>
    public int Blocks;

    /// <summary>The first of them among those of the result.</summary>
    public int FirstBlock;

    /// <summary>The band: rows [FirstRow, EndRow).</summary>
    public int FirstRow, EndRow;

    /// <summary>Whether the next chunk has another panel of weights.</summary>
    public bool IsLast;

    /// <summary>The first tap of the first pixel of row 0; the panel's weights and shifts; the first pixel of row 0 of the result and the residual.</summary>
    public float* Input, Weights, Shift, Output, Residual;
}
