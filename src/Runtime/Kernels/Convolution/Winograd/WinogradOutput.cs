namespace NetSpec.Runtime.Kernels.Convolution.Winograd;

/// <summary>The results of one tile: where they come from and where they go, for some blocks of channels.</summary>
internal unsafe struct WinogradOutput
{
    /// <summary>The first point of the first block, of blocks side by side; the shifts of the first block.</summary>
    public float* Products, Shift;

    /// <summary>Floats from a point to the next.</summary>
    public nint Point;

    /// <summary>The tile's first pixel of the result and, unless null, of the residual.</summary>
    public float* Output, Residual;

    /// <summary>Floats from a row, and a block, to the next.</summary>
    public nint OutRow, OutBlock, ResidualRow, ResidualBlock;

    /// <summary>Blocks of channels, and the part of the tile that the map has.</summary>
    public int Blocks, Rows, Columns;

    /// <summary>Lesser results become this.</summary>
    public float Floor;
}
