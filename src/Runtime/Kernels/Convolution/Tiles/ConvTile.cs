using NetSpec.Runtime.Kernels.Tiles;

namespace NetSpec.Runtime.Kernels.Convolution.Tiles;

/// <summary>
/// The place of a tile: output pixels in two halves, which lie in one row or in two, or up to three pixels anywhere; for some channels of one block,
/// or of two.
/// </summary>
internal unsafe struct ConvTile
{
    private const int MostTilesAhead = 64;

    /// <summary>The first tap of the first pixel; the weights and the shifts of the first channel.</summary>
    public float* Input, Weights, Shift;

    /// <summary>The first block's number among those of the result, and the first channel's in it.</summary>
    public int FirstBlock, InBlock;

    /// <summary>Input blocks, rows of taps and floats of a stretch that are summed: all, or those of one of <see cref="ConvPasses"/>.</summary>
    public int Blocks, KernelRows, Length;

    /// <summary>What results are raised to.</summary>
    public float Floor;

    /// <summary>Floats from the first pixel of the first half to that of the second; 0 where there is one half.</summary>
    public nint InHalf, OutHalf, ResidualHalf;

    /// <summary>Where the other pixels of a tile without halves lie.</summary>
    public RowPlaces InPlaces, OutPlaces, ResidualPlaces;

    /// <summary>How many such tiles follow one another.</summary>
    public int Tiles;

    /// <summary>Floats from one pixel, row and block of what is added to the next.</summary>
    public nint ResidualPixel, ResidualRow, ResidualBlock;

    /// <summary>Floats from one product's weights to the next: the lanes of the panel.</summary>
    public nint WeightStep;

    /// <summary>
    /// What a tile asks the second-level cache for while it computes, and bytes on from there with every product; it leaves where it
    /// came to.
    /// </summary>
    public byte* Ahead;
    public nint AheadStep;

    /// <summary>The first pixel of the result and, unless null, of the residual.</summary>
    public float* Output, Residual;

    /// <summary>Spreads asking for the weights behind a panel's, which are as many, over the panel's tiles.</summary>
    /// <param name="panel">The panel's weights.</param>
    /// <param name="depth">Products a result sums.</param>
    /// <param name="tiles">Tiles that read them; of many, the first alone waits for weights, and nothing is asked for.</param>
    public void LookAhead(float* panel, nint depth, int tiles)
    {
        var bytes = WeightStep * sizeof(float);
        var few = tiles <= MostTilesAhead;
        Ahead = (byte*)panel + (few ? depth * bytes : 0);
        AheadStep = few ? (bytes + tiles - 1) / tiles : 0;
    }

    /// <summary>Goes on to another pixel, so many floats from this one.</summary>
    public void Advance(nint input, nint output, nint residual)
    {
        Input += input;
        Output += output;
        Residual = Residual == null ? null : Residual + residual;
    }
}
